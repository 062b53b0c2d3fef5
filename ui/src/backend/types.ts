/** The wire's types under the names the page uses. What they mean stands in `bindings.ts`. */
import type * as wire from './bindings';

export type {
  Action,
  Adherence,
  ArticleSummary,
  Certainty,
  ClockStyle,
  ExportFormat,
  FileDropped,
  Fragment,
  Hit,
  ImportFormat,
  InsomniaLevel,
  KeptOfGuide,
  KindOfDay,
  Language,
  Light,
  Locale,
  MediaKey,
  Minutes,
  NoteHit,
  NoticeAction,
  Outcome,
  PartOfDay,
  PastImport,
  PauseFor,
  PlayerMove,
  Question,
  RecordId,
  RecordKind,
  ReminderId,
  ReminderKind,
  RibbonSegment,
  Schedule,
  ScheduleDay,
  SegmentKind,
  Sign,
  SignSeen,
  Skipped,
  Sound,
  State,
  Topic,
  TrialState,
  TrialVerdict,
  UndoToken,
  Verdict,
  Weekday,
  When,
} from './bindings';

export type ActivePlayer = wire.ActivePlayer_Serialize;
export type BodyAdvice = wire.BodyAdvice;
export type BodyEvening = wire.BodyEvening;
export type Course = wire.Course_Serialize;
export type Mark = wire.Mark;
export type OwnRoutine = wire.OwnRoutine_Serialize;
export type ProgrammeDraft = wire.ProgrammeDraft_Serialize;
export type RegionHistory = wire.RegionHistory_Serialize;
export type RoutineCheck = wire.RoutineCheck_Serialize;
export type AgentState = wire.AgentState_Serialize;
export type Appointment = wire.Appointment_Serialize;
export type Article = wire.Article_Serialize;
export type Changed = wire.Changed_Serialize;
export type Claim = wire.Claim_Serialize;
export type Coming = wire.Coming_Serialize;
export type DayFactors = wire.DayFactors_Serialize;
export type Entry = wire.Entry_Serialize;
export type EntryPreview = wire.EntryPreview_Serialize;
export type ImportDone = wire.ImportDone_Serialize;
export type ImportPreview = wire.ImportPreview_Serialize;
export type Imported = wire.Imported_Serialize;
export type InsomniaSignal = wire.InsomniaSignal_Serialize;
export type KindSummary = wire.KindSummary_Serialize;
export type Medicine = wire.Medicine_Serialize;
export type NapEntry = wire.NapEntry_Serialize;
export type NightMetrics = wire.NightMetrics_Serialize;
export type NightPage = wire.NightPage_Serialize;
export type NightView = wire.NightView_Serialize;
export type Occurrence = wire.Occurrence_Serialize;
export type Pause = wire.Pause_Serialize;
export type PlayerStep = wire.PlayerStep_Serialize;
export type Raster = wire.Raster_Serialize;
export type RasterRow = wire.RasterRow_Serialize;
export type Reference = wire.Reference_Serialize;
export type Reminder = wire.Reminder_Serialize;
export type ReminderDraft = wire.ReminderDraft_Serialize;
export type Ribbon = wire.Ribbon_Serialize;
export type RoutineCard = wire.RoutineCard_Serialize;
export type Rule = wire.Rule_Serialize;
export type SafetyItem = wire.SafetyItem_Serialize;
export type SafetyScreen = wire.SafetyScreen_Serialize;
export type SessionDraft = wire.SessionDraft_Serialize;
export type SessionView = wire.SessionView_Serialize;
export type Settings = wire.Settings_Serialize;
export type Stop = wire.Stop_Serialize;
export type Tonight = wire.Tonight_Serialize;
export type Waiting = wire.Waiting_Serialize;
export type TrialDraft = wire.TrialDraft_Serialize;
export type TrialNight = wire.TrialNight_Serialize;
export type TrialOutlook = wire.TrialOutlook;
export type TrialResult = wire.TrialResult_Serialize;
export type TrialView = wire.TrialView_Serialize;
export type Trend = wire.Trend_Serialize;
export type TrendPoint = wire.TrendPoint_Serialize;
export type WindowMetrics = wire.WindowMetrics_Serialize;
