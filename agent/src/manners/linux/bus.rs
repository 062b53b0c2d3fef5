//! Questions to the session and the system bus. Nothing is started to be asked.

use std::future::Future;
use std::time::Duration;

use serde::Serialize;
use tokio::runtime::Builder;
use tokio::time::timeout;
use zbus::proxy::{self, CacheProperties, MethodFlags};
use zbus::zvariant::{DynamicDeserialize, DynamicType, OwnedValue};
use zbus::{Connection, Proxy};

/// A program that has not answered by then is passed over.
const PATIENCE: Duration = Duration::from_millis(700);

/// Where something on a bus is asked.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// The program's name.
    pub service: &'static str,
    /// The object.
    pub path: &'static str,
    /// The interface of the property or method.
    pub interface: &'static str,
}

/// Waits for what `question` finds.
pub fn ask<T>(question: impl Future<Output = Option<T>>) -> Option<T> {
    let runtime = Builder::new_current_thread().enable_all().build().ok()?;
    runtime.block_on(async { timeout(PATIENCE, question).await.ok().flatten() })
}

/// The property `name`, where there is one.
pub async fn property(bus: &Connection, at: At, name: &str) -> Option<OwnedValue> {
    let properties = At {
        interface: "org.freedesktop.DBus.Properties",
        ..at
    };
    call(bus, properties, "Get", &(at.interface, name)).await
}

/// What `method` answers, where it is there.
pub async fn call<T>(
    bus: &Connection,
    at: At,
    method: &str,
    args: &(impl Serialize + DynamicType),
) -> Option<T>
where
    T: for<'d> DynamicDeserialize<'d>,
{
    let asked: Proxy<'_> = proxy::Builder::new(bus)
        .destination(at.service)
        .and_then(|asked| asked.path(at.path))
        .and_then(|asked| asked.interface(at.interface))
        .ok()?
        .cache_properties(CacheProperties::No)
        .build()
        .await
        .ok()?;
    let alone = MethodFlags::NoAutoStart.into();
    asked.call_with_flags(method, alone, args).await.ok()?
}
