//! Days as they are typed (`2026-12-24`) and as they are said ("24 December").

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    /// From 1.
    month: u8,
    /// From 1.
    day: u8,
}

/// The months by language; the word between day and month, if there is one.
const MONTHS: &[(&str, &str, [&str; 12])] = &[
    (
        "en",
        " ",
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    (
        "de",
        ". ",
        [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    ),
    (
        "fr",
        " ",
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
    ),
    (
        "es",
        " de ",
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
    (
        "it",
        " ",
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    ),
    (
        "pt",
        " de ",
        [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    ),
    (
        "nl",
        " ",
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
];

impl Date {
    /// Reads `2026-12-24`; `None` for a day that no calendar has.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| -> Option<u32> {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let there = parts.next().is_none() && (1..=days).contains(&day) && year >= 1970;
        there.then_some(Self {
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        })
    }

    /// As people of a language say it, without the year: what is said in a reply is near. In a language without a list
    /// of months it is said in English.
    pub(super) fn said(self, lang: &str) -> String {
        let main = lang.split(['-', '_']).next().unwrap_or_default();
        let known = |code: &str| {
            MONTHS
                .iter()
                .find(|(known, ..)| known.eq_ignore_ascii_case(code))
        };
        let Some((code, between, months)) = known(main).or_else(|| known("en")) else {
            return String::new();
        };
        let month = months
            .get(usize::from(self.month).saturating_sub(1))
            .copied()
            .unwrap_or_default();
        if *code == "en" && lang.to_ascii_lowercase().ends_with("-us") {
            return format!("{month} {}", self.day);
        }
        format!("{}{between}{month}", self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_as_people_say_it() {
        for (text, lang, said) in [
            ("2026-12-05", "", "5 December"),
            ("2026-12-05", "en-US", "December 5"),
            ("2026-12-05", "de", "5. Dezember"),
            ("2026-12-05", "fr-CA", "5 décembre"),
            ("2026-12-05", "es", "5 de diciembre"),
            ("2028-02-29", "nl", "29 februari"),
            ("2026-01-31", "fi", "31 January"),
        ] {
            assert_eq!(Date::parse(text).unwrap().said(lang), said);
        }
    }

    #[test]
    fn a_day_that_no_calendar_has_is_none() {
        for text in [
            "2026-02-29",
            "2100-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-1-1",
            "2026-01-01-",
            "26-01-01",
            "+026-01-01",
            "2026/01/01",
            "today",
            "",
            "２０２６-01-01",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
