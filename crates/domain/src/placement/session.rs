//! Planning and changing a test day: what it must have, and what a change may not do to people who are
//! booked already. Not for booking: see `Session::check_booking`.

use super::{Examiner, Room, Session, SessionState};
use crate::refusal::Refusal;
use chrono::NaiveDate;

/// Most seats of one room; more is a slip of the finger.
const MOST_SEATS_OF_A_ROOM: i64 = 500;

impl Session {
    /// Refuses a day that cannot be held: no place, no seats, nobody licensed to assess (handbook 3.4).
    pub fn check(&self) -> Result<(), Refusal> {
        self.check_house()?;
        if self.examiners.is_empty() {
            return Err(Refusal::new("session-without-examiner").at("examiners"));
        }
        match self.examiners.iter().find(|examiner| examiner.licence.trim().is_empty()) {
            Some(examiner) => Err(Refusal::new("examiner-without-licence")
                .with("examiner", examiner.name.as_str())
                .at("examiners")),
            None => Ok(()),
        }
    }

    fn check_house(&self) -> Result<(), Refusal> {
        if self.place.name.trim().is_empty() && self.place.street.trim().is_empty() {
            return Err(Refusal::new("session-without-place").at("place_name"));
        }
        if let Some(room) = self.rooms.iter().find(|room| !(1..=MOST_SEATS_OF_A_ROOM).contains(&room.seats)) {
            return Err(Refusal::new("room-seats-out-of-range").with("room", room.name.as_str()).at("rooms"));
        }
        if self.rooms.is_empty() {
            return Err(Refusal::new("session-without-rooms").at("rooms"));
        }
        Ok(())
    }

    /// Refuses a plan for a day that is over.
    pub fn check_new(&self, today: NaiveDate) -> Result<(), Refusal> {
        self.check()?;
        self.check_ahead(today)
    }

    /// The same for a turn of the rota: its host names the examiners when it confirms the day; without them nobody can
    /// be assessed (see `examiner`).
    pub fn check_turn(&self, today: NaiveDate) -> Result<(), Refusal> {
        self.check_house()?;
        self.check_ahead(today)
    }

    fn check_ahead(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.held_on < today {
            return Err(Refusal::new("session-in-the-past").with("on", self.held_on).at("held_on"));
        }
        Ok(())
    }

    /// Refuses a change of a day that is over or cancelled, or that takes seats from people who have one.
    pub fn check_change(&self, to: &Session, today: NaiveDate, taken: i64) -> Result<(), Refusal> {
        self.must_be_planned()?;
        if to.held_on != self.held_on {
            to.check_new(today)?;
        } else {
            to.check()?;
        }
        if to.invitations() < taken {
            return Err(Refusal::new("fewer-seats-than-booked")
                .with("seats", to.invitations())
                .with("booked", taken)
                .at("rooms"));
        }
        Ok(())
    }

    /// Whoever is booked must be told: day, time or place are others.
    pub fn moves_people(&self, to: &Session) -> bool {
        self.held_on != to.held_on || self.starts_at != to.starts_at || self.place != to.place
    }

    /// Ends the day: nobody is expected any more.
    pub fn close(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_planned()?;
        if today < self.held_on {
            return Err(Refusal::new("session-not-yet-held").with("on", self.held_on));
        }
        self.state = SessionState::Held;
        Ok(())
    }

    /// Calls the day off.
    pub fn cancel(&mut self) -> Result<(), Refusal> {
        self.must_be_planned()?;
        self.state = SessionState::Cancelled;
        Ok(())
    }

    /// The examiner of a licence; only who is licensed and named for the day may assess.
    pub fn examiner(&self, licence: &str) -> Result<&Examiner, Refusal> {
        let found = self.examiners.iter().find(|examiner| examiner.licence == licence.trim());
        found.ok_or_else(|| Refusal::new("examiner-not-of-this-day").at("examiner_licence"))
    }

    fn must_be_planned(&self) -> Result<(), Refusal> {
        if self.state == SessionState::Planned {
            Ok(())
        } else {
            Err(Refusal::new("session-not-open").with("on", self.held_on))
        }
    }
}

/// Rooms out of lines such as `Saal 1: 20` or `Saal 1; 20`; a line without a number is refused.
pub fn rooms(text: &str) -> Result<Vec<Room>, Refusal> {
    lines(text)
        .map(|line| {
            let wrong = || Refusal::new("room-line-unreadable").with("line", line).at("rooms");
            let (name, seats) = line
                .rsplit_once([':', ';', ','])
                .or_else(|| line.rsplit_once(char::is_whitespace))
                .ok_or_else(wrong)?;
            let seats: i64 = seats.trim().parse().map_err(|_| wrong())?;
            Ok(Room { name: name.trim().to_owned(), seats })
        })
        .collect()
}

/// Examiners out of lines such as `Muster, Anna: L-1234`; a line without a licence is refused.
pub fn examiners(text: &str) -> Result<Vec<Examiner>, Refusal> {
    lines(text)
        .map(|line| {
            let wrong = || Refusal::new("examiner-line-unreadable").with("line", line).at("examiners");
            let (name, licence) = line.rsplit_once([':', ';']).ok_or_else(wrong)?;
            let (name, licence) = (name.trim(), licence.trim());
            if name.is_empty() || licence.is_empty() {
                return Err(wrong());
            }
            Ok(Examiner { name: name.to_owned(), licence: licence.to_owned() })
        })
        .collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, session};
    use super::*;

    #[test]
    fn a_day_without_a_licensed_examiner_is_refused() {
        let mut session = session(10);
        session.examiners.clear();
        assert_eq!(session.check().expect_err("refused").code, "session-without-examiner");
    }

    #[test]
    fn seats_of_booked_people_cannot_be_taken_away() {
        let session_now = session(10);
        let smaller = session(4);
        let refusal = session_now.check_change(&smaller, day("2026-11-25"), 5).expect_err("refused");
        assert_eq!(refusal.code, "fewer-seats-than-booked");
        assert!(session_now.check_change(&smaller, day("2026-11-25"), 4).is_ok());
    }

    #[test]
    fn a_day_is_closed_on_its_day_at_the_earliest_and_once() {
        let mut session = session(10);
        assert_eq!(session.close(day("2026-11-30")).expect_err("refused").code, "session-not-yet-held");
        session.close(session.held_on).expect("closed");
        assert_eq!(session.close(session.held_on).expect_err("refused").code, "session-not-open");
    }

    #[test]
    fn rooms_and_examiners_are_read_from_lines_as_people_write_them() {
        let found = rooms("Saal 1: 20\n\n Raum 7 ; 12\nAula 5").expect("read");
        assert_eq!(
            found.iter().map(|r| (r.name.as_str(), r.seats)).collect::<Vec<_>>(),
            [("Saal 1", 20), ("Raum 7", 12), ("Aula", 5)]
        );
        assert_eq!(rooms("Saal").expect_err("refused").code, "room-line-unreadable");
        let found = examiners("Muster, Anna: L-12").expect("read");
        assert_eq!((found[0].name.as_str(), found[0].licence.as_str()), ("Muster, Anna", "L-12"));
        assert_eq!(examiners("Muster, Anna").expect_err("refused").code, "examiner-line-unreadable");
    }
}
