//! Hours and private ways as a page edits them: every field is text, and a way's hours may be the brand's.
//!
//! ```
//! use handrail::hours::Typed;
//! use handrail::reply::way::form::{BrandForm, Times, WayForm};
//! let hours = Typed { zone: "Europe/London".into(), week: "Mon-Fri 9-17".into(), special: String::new() };
//! let mut form = BrandForm { brand: "Larkspur".into(), hours, ..BrandForm::default() };
//! form.ways.push(WayForm { times: Times::Brand, ..WayForm::default() });
//! let ways = form.ways().unwrap();
//! assert_eq!(ways.ways[0].hours, ways.hours);
//! assert_eq!(BrandForm::of(&ways), form);
//! ```

use crate::hours::Typed;
use crate::reply::way::{BrandWays, Copied, Way, WayKind};

/// When somebody is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Times {
    /// At any time.
    #[default]
    Always,
    /// When the brand's agents answer.
    Brand,
    /// At times of its own.
    Own,
}

/// A private way as it is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WayForm {
    /// Its kind.
    pub kind: WayKind,
    /// Where it leads.
    pub to: String,
    /// What a direct message begins with.
    pub text: String,
    /// When somebody is there.
    pub times: Times,
    /// Its own hours; they count where the times are its own.
    pub hours: Typed,
}

/// A brand's hours and private ways as they are edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrandForm {
    /// The brand's name.
    pub brand: String,
    /// When its agents answer; a zone alone says nothing.
    pub hours: Typed,
    /// Its ways, in the lead's order.
    pub ways: Vec<WayForm>,
    /// The hours as they were copied last.
    pub copied: Option<Copied>,
}

impl BrandForm {
    /// As it is edited.
    #[must_use]
    pub fn of(kept: &BrandWays) -> Self {
        let hours = kept.hours.clone().unwrap_or_default();
        let way = |way: &Way| {
            let times = match &way.hours {
                None => Times::Always,
                own if *own == kept.hours => Times::Brand,
                Some(_) => Times::Own,
            };
            let own = way.hours.clone().filter(|_| times == Times::Own);
            WayForm {
                kind: way.kind,
                to: way.to.clone(),
                text: way.text.clone(),
                times,
                hours: own.unwrap_or_default(),
            }
        };
        Self {
            brand: kept.brand.clone(),
            ways: kept.ways.iter().map(way).collect(),
            hours,
            copied: kept.copied.clone(),
        }
    }

    /// As it is kept; `None` where nothing was typed.
    #[must_use]
    pub fn ways(&self) -> Option<BrandWays> {
        let way = |way: &WayForm| Way {
            kind: way.kind,
            to: way.to.trim().to_owned(),
            text: match way.kind {
                WayKind::Message => way.text.trim().to_owned(),
                WayKind::Chat | WayKind::Phone => String::new(),
            },
            hours: match way.times {
                Times::Always => None,
                Times::Brand => Some(self.hours.clone()),
                Times::Own => Some(way.hours.clone()),
            },
        };
        let hours = self.has_hours().then(|| self.hours.clone());
        (hours.is_some() || !self.ways.is_empty()).then(|| BrandWays {
            brand: self.brand.clone(),
            hours,
            ways: self.ways.iter().map(way).collect(),
            copied: self.copied.clone(),
        })
    }

    /// Whether anything was typed of the brand's hours.
    #[must_use]
    pub fn has_hours(&self) -> bool {
        let Typed { week, special, .. } = &self.hours;
        !week.trim().is_empty() || !special.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(week: &str) -> Typed {
        Typed {
            zone: "Europe/London".into(),
            week: week.into(),
            special: String::new(),
        }
    }

    fn phone(own: Option<Typed>) -> Way {
        Way {
            kind: WayKind::Phone,
            to: "0800 123456".into(),
            text: String::new(),
            hours: own,
        }
    }

    #[test]
    fn a_way_follows_the_brands_hours_only_where_it_is_told_to() {
        let kept = BrandWays {
            brand: "Larkspur".into(),
            hours: Some(hours("Mon-Fri 9-17")),
            ways: vec![
                phone(None),
                phone(Some(hours("Mon-Fri 9-17"))),
                phone(Some(hours("Sat 9-13"))),
            ],
            copied: None,
        };
        let mut form = BrandForm::of(&kept);
        let times: Vec<Times> = form.ways.iter().map(|way| way.times).collect();
        assert_eq!(times, [Times::Always, Times::Brand, Times::Own]);
        assert_eq!(form.ways(), Some(kept));
        form.hours.week = "Mon-Fri 8-18".into();
        let weeks: Vec<Option<String>> = form
            .ways()
            .unwrap()
            .ways
            .into_iter()
            .map(|way| way.hours.map(|hours| hours.week))
            .collect();
        let week = |week: &str| Some(week.to_owned());
        assert_eq!(weeks, [None, week("Mon-Fri 8-18"), week("Sat 9-13")]);
    }

    #[test]
    fn a_form_with_nothing_but_a_time_zone_is_not_kept() {
        let mut form = BrandForm {
            brand: "Larkspur".into(),
            hours: hours(" "),
            ..BrandForm::default()
        };
        assert_eq!(form.ways(), None);
        form.ways.push(WayForm::default());
        assert_eq!(form.ways().unwrap().hours, None);
    }

    #[test]
    fn only_a_message_has_a_beginning() {
        let way = |kind| WayForm {
            kind,
            text: "My order is".into(),
            ..WayForm::default()
        };
        let form = BrandForm {
            ways: vec![way(WayKind::Message), way(WayKind::Chat)],
            ..BrandForm::default()
        };
        let texts = form.ways().unwrap().ways.into_iter().map(|way| way.text);
        assert_eq!(texts.collect::<Vec<_>>(), ["My order is", ""]);
    }
}
