//! Offices and who held them when: "the French president" is another person in 2011 than in 2024.

use std::fmt;

/// A day of the calendar, as `yyyymmdd`, so that days compare as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(u32);

/// One office of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What news calls it, in small letters: `prime minister`.
    pub title: String,
    /// The id of the country or body.
    pub body: String,
    /// The first day; nothing where it is not known.
    pub from: Option<Day>,
    /// The last day; nothing where it goes on.
    pub to: Option<Day>,
}

impl Day {
    /// The day that a date starts with: `2024-10-24T08:00:00Z` is that day; nothing for what is no date.
    pub fn of(date: &str) -> Option<Self> {
        let date = date.trim();
        let end = date.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(date.len());
        first_and_last(&date[..end]).filter(|(first, last)| first == last).map(|(first, _)| first)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

impl Role {
    /// Reads `president@Q142 2017-05-14/`; the complaint says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let complain = |what: &str| {
            format!("the role \"{text}\" {what}; write TITLE@ID FROM/TO, like president@Q142 2017-05-14/")
        };
        let (title, rest) = text.split_once('@').ok_or_else(|| complain("names no body"))?;
        let (body, term) = rest.trim().split_once(' ').unwrap_or((rest.trim(), "/"));
        let (from, to) = term.trim().split_once('/').ok_or_else(|| complain("has no \"/\" between dates"))?;
        let date = |date: &str| match date {
            "" => Ok(None),
            date => {
                let found = first_and_last(date);
                found.map(Some).ok_or_else(|| complain(&format!("has the date \"{date}\", which is none")))
            }
        };
        let (from, to) = (date(from)?, date(to)?);
        if title.trim().is_empty() || body.is_empty() {
            return Err(complain("lacks its title or its body"));
        }
        let role = Self {
            title: title.trim().to_lowercase(),
            body: body.to_owned(),
            from: from.map(|(first, _)| first),
            to: to.map(|(_, last)| last),
        };
        match (role.from, role.to) {
            (Some(from), Some(to)) if to < from => Err(complain("ends before it begins")),
            _ => Ok(role),
        }
    }

    /// Whether the office was held on that day, or is held now where there is no day.
    pub fn holds(&self, day: Option<Day>) -> bool {
        match day {
            Some(day) => self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to),
            None => self.to.is_none(),
        }
    }
}

/// The first and the last day of `2017`, `2017-05` or `2017-05-14`.
fn first_and_last(date: &str) -> Option<(Day, Day)> {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok().filter(|_| part.len() != 1));
    let year = parts.next()?.filter(|year| (1000..=9999).contains(year))?;
    let (month, day) = (parts.next(), parts.next());
    let (first_month, last_month) = match month {
        None => (1, 12),
        Some(month) => (month?, month?),
    };
    let (first_day, last_day) = match day {
        None => (1, 31),
        Some(day) => (day?, day?),
    };
    let real = (1..=12).contains(&first_month) && (1..=31).contains(&first_day) && parts.next().is_none();
    let of = |month: u32, day: u32| Day(year * 10_000 + month * 100 + day);
    real.then(|| (of(first_month, first_day), of(last_month, last_day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_have_their_time() {
        let check = |role: &str, day: &str, expected: bool| {
            let held = Role::parse(role).map(|role| role.holds(Day::of(day)));
            assert_eq!(held, Ok(expected), "{role} on {day}");
        };
        check("president@Q142 2017-05-14/", "2024-10-24", true);
        check("president@Q142 2017-05-14/", "2017-05-13", false);
        check("president@Q142 2007-05-16/2012-05-15", "2012-05-15T10:00:00Z", true);
        check("president@Q142 2007/2012", "2012-12-31", true);
        check("president@Q142 2007/2012", "", false);
        check("president@Q142", "1999-01-01", true);
    }

    #[test]
    fn a_broken_role_says_what_is_wrong() {
        let check = |role: &str, expected: &str| {
            let message = Role::parse(role).map(|_| ());
            assert!(message.as_ref().is_err_and(|message| message.contains(expected)), "{message:?}");
        };
        check("president", "names no body");
        check("president@Q142 2017", "no \"/\"");
        check("president@Q142 2017-13/", "\"2017-13\", which is none");
        check("president@Q142 5/", "\"5\", which is none");
        check("president@Q142 2017/2016", "ends before it begins");
        check("@Q142 /", "lacks its title");
    }

    #[test]
    fn a_day_is_what_a_date_starts_with() {
        let check = |date: &str, expected: Option<&str>| {
            assert_eq!(Day::of(date).map(|day| day.to_string()).as_deref(), expected, "{date}");
        };
        check("2024-10-24", Some("2024-10-24"));
        check("2024-10-24 08:00", Some("2024-10-24"));
        check("2024-10", None);
        check("24 October 2024", None);
        check("", None);
    }
}
