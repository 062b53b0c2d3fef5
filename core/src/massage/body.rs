//! The body as the routines, the screen and the body map name it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::text;

/// Declares [`Region`] once: variant, wire name, view.
macro_rules! regions {
    ($($(#[$doc:meta])* $name:ident $wire:literal $view:ident),* $(,)?) => {
        /// A region of the body, unsided; [`Side`] says which one of a pair is meant.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub enum Region {
            $($(#[$doc])* #[serde(rename = $wire)] $name,)*
        }

        impl Region {
            /// Every region, from head to foot.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The region's name on the wire and in the guide, for example `lower-back`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $wire,)* }
            }

            /// The view of the body map that shows the region.
            #[must_use]
            pub fn view(self) -> View {
                match self { $(Self::$name => View::$view,)* }
            }
        }
    };
}

regions! {
    /// The top and the sides of the head.
    Scalp "scalp" Front,
    /// From the brows to the hairline.
    Forehead "forehead" Front,
    /// Beside the eyes.
    Temple "temple" Front,
    /// The closed eyes and what lies over them.
    Eye "eye" Front,
    /// The cheeks and cheekbones.
    Cheek "cheek" Front,
    /// The jawbone and the chewing muscle.
    Jaw "jaw" Front,
    /// The front and the side of the neck, up to under the jaw: never touched.
    NeckFront "neck-front" Front,
    /// The breastbone and the muscles beside it.
    Chest "chest" Front,
    /// The belly.
    Abdomen "abdomen" Front,
    /// The hollow under the shoulder: never touched.
    Armpit "armpit" Front,
    /// The fold between belly and thigh: never touched.
    Groin "groin" Front,
    /// From shoulder to elbow.
    UpperArm "upper-arm" Front,
    /// From elbow to wrist.
    Forearm "forearm" Front,
    /// The wrist and its crease.
    Wrist "wrist" Front,
    /// Palm, back of the hand and fingers.
    Hand "hand" Front,
    /// The front of the thigh.
    Thigh "thigh" Front,
    /// The knee from the front.
    Knee "knee" Front,
    /// The front of the lower leg.
    Shin "shin" Front,
    /// The inside of the lower leg, above the inner ankle.
    InnerCalf "inner-calf" Front,
    /// The ankle, all round.
    Ankle "ankle" Front,
    /// The top of the foot and the toes.
    Foot "foot" Front,
    /// The back of the head down to the base of the skull.
    BackOfHead "back-of-head" Back,
    /// The bone behind the ear (mastoid).
    BehindEar "behind-ear" Back,
    /// The muscles at the back of the neck.
    NeckBack "neck-back" Back,
    /// The top of the shoulder.
    Shoulder "shoulder" Back,
    /// Between and over the shoulder blades.
    UpperBack "upper-back" Back,
    /// The bones of the spine: never touched.
    Spine "spine" Back,
    /// Between the lowest rib and the pelvis.
    LowerBack "lower-back" Back,
    /// The seat.
    Buttock "buttock" Back,
    /// The back of the thigh.
    BackOfThigh "back-of-thigh" Back,
    /// The hollow of the knee: never touched.
    BackOfKnee "back-of-knee" Back,
    /// The back of the lower leg.
    Calf "calf" Back,
    /// The sole of the foot, heel to toes.
    Sole "sole" Back,
}

impl Region {
    const ARM: &'static [Self] = &[
        Self::Armpit,
        Self::UpperArm,
        Self::Forearm,
        Self::Wrist,
        Self::Hand,
    ];
    const LEG: &'static [Self] = &[
        Self::Groin,
        Self::Thigh,
        Self::BackOfThigh,
        Self::Knee,
        Self::BackOfKnee,
        Self::Shin,
        Self::InnerCalf,
        Self::Calf,
        Self::Ankle,
        Self::Foot,
        Self::Sole,
    ];

    /// The region in words, for example "back of the neck".
    #[must_use]
    pub fn in_words(self) -> String {
        let key = format!("massage_region_{}", self.name().replace('-', "_"));
        text(&key, &[])
    }

    /// The limb that the region is part of, or the region alone.
    #[must_use]
    pub fn limb(&self) -> &[Self] {
        [Self::ARM, Self::LEG]
            .into_iter()
            .find(|limb| limb.contains(self))
            .unwrap_or(std::slice::from_ref(self))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Region {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|region| region.name() == name)
            .ok_or(())
    }
}

/// A view of the body map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// Seen from the front.
    Front,
    /// Seen from the back.
    Back,
}

/// The side of the body, the person's own left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The left side.
    Left,
    /// The right side.
    Right,
    /// Both sides at once.
    Both,
    /// The middle of the body.
    Middle,
    /// Where the person was taught; only a therapist knows.
    Taught,
}

impl Side {
    /// Tells whether something on this side may meet something on the `other`.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !matches!(
            (self, other),
            (Self::Left, Self::Right) | (Self::Right, Self::Left)
        )
    }
}

/// A place on the body: a region and its side. Written `left-calf`, `right-hand`, or `calf` for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Spot {
    /// The region.
    pub region: Region,
    /// Its side.
    pub side: Side,
}

impl Spot {
    /// The place in words, for example "left calf".
    #[must_use]
    pub fn in_words(self) -> String {
        let region = self.region.in_words();
        match self.side {
            Side::Left => text("massage_on_left", &[("region", &region)]),
            Side::Right => text("massage_on_right", &[("region", &region)]),
            Side::Both | Side::Middle | Side::Taught => region,
        }
    }
}

impl FromStr for Spot {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (side, region) = match text.split_once('-') {
            Some(("left", rest)) => (Side::Left, rest),
            Some(("right", rest)) => (Side::Right, rest),
            _ => (Side::Both, text),
        };
        Ok(Self {
            region: region.parse()?,
            side,
        })
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.side {
            Side::Left => write!(f, "left-{}", self.region),
            Side::Right => write!(f, "right-{}", self.region),
            Side::Both | Side::Middle | Side::Taught => write!(f, "{}", self.region),
        }
    }
}
