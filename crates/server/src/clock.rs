//! The real time, in the region's time zone. A demo may start its clock on another day.

use app::Clock;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::Berlin;
use domain::moment::Moment;

/// Wall clock, shifted by a constant for demos.
pub struct WallClock {
    shift_ms: i64,
}

impl WallClock {
    /// The true time.
    pub fn true_time() -> Self {
        WallClock { shift_ms: 0 }
    }

    /// A clock that shows `start` now and runs on from there.
    pub fn starting_at(start: Moment) -> Self {
        WallClock { shift_ms: start.0 - Utc::now().timestamp_millis() }
    }
}

fn local(moment: Moment) -> DateTime<chrono_tz::Tz> {
    DateTime::from_timestamp_millis(moment.0).unwrap_or_default().with_timezone(&Berlin)
}

/// The instant of a local day and time; the earlier one where the clocks are set back.
pub fn instant(day: NaiveDate, time: NaiveTime) -> Moment {
    let local = day.and_time(time).and_local_timezone(Berlin).earliest();
    Moment(
        local
            .map(|t| t.timestamp_millis())
            .unwrap_or_else(|| day.and_time(time).and_utc().timestamp_millis()),
    )
}

impl Clock for WallClock {
    fn now(&self) -> Moment {
        Moment(Utc::now().timestamp_millis() + self.shift_ms)
    }

    fn day_of(&self, moment: Moment) -> NaiveDate {
        local(moment).date_naive()
    }

    fn time_of(&self, moment: Moment) -> NaiveTime {
        local(moment).time()
    }
}
