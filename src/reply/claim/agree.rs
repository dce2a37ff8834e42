//! Whether two values that could be said of the same thing are the same.

use super::fact::{Amount, Bound, Clock, Date, Edge, Unit, Value};
use super::unit::MONTH;

/// What one value says of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// The same, or within it.
    Same,
    /// Neither the same nor another.
    Unsure,
    /// Another.
    Differs,
}

use Agreement::{Differs, Same, Unsure};

/// How far two amounts may lie apart and be the same where one is "about": a tenth.
const ABOUT: f64 = 0.1;
/// How far months may lie from days and be the same: 30 days and a month are 1.4 parts of 100 apart.
const MONTHS: f64 = 0.03;

/// What the article's value says of the draft's. Both are alike (see [`Value::is_like`]).
pub(super) fn agreement(draft: &Value, article: &Value) -> Agreement {
    match (draft, article) {
        (Value::Amount(draft), Value::Amount(article)) => amounts(draft, article),
        (Value::Clock(draft), Value::Clock(article)) => clocks(*draft, *article),
        (Value::Days(draft), Value::Days(article)) => match (draft & article, draft & !article) {
            (_, 0) => Same,
            (0, _) => Differs,
            _ => Unsure,
        },
        (Value::Date(draft), Value::Date(article)) => dates(*draft, *article),
        (Value::Phone(draft), Value::Phone(article)) => phones(draft, article),
        (Value::Path(draft), Value::Path(article)) => paths(draft, article),
        (a, b) if a == b => Same,
        _ => Differs,
    }
}

fn amounts(draft: &Amount, article: &Amount) -> Agreement {
    if let (Some(a), Some(b)) = (draft.per, article.per)
        && a != b
    {
        return Unsure;
    }
    let same_money = match (&draft.unit, &article.unit) {
        (Unit::Money(a), Unit::Money(b)) => a == b || a.is_empty() || b.is_empty(),
        _ => true,
    };
    if !same_money {
        return if draft.low == article.low && draft.high == article.high {
            Differs
        } else {
            Unsure
        };
    }
    if draft.working == article.working {
        return within(draft, article);
    }
    // Five working days are five days to one and a week to another.
    let calendar = |amount: &Amount| {
        let by = if amount.working { 7.0 / 5.0 } else { 1.0 };
        Amount {
            low: amount.low * by,
            high: amount.high * by,
            ..amount.clone()
        }
    };
    match (
        within(draft, article),
        within(&calendar(draft), &calendar(article)),
    ) {
        (Same, _) | (_, Same) => Same,
        (Differs, Differs) => Differs,
        _ => Unsure,
    }
}

fn within(draft: &Amount, article: &Amount) -> Agreement {
    let time = draft.unit == Unit::Of("time");
    let share = |a: f64, b: f64| {
        let about = draft.bound == Bound::About || article.bound == Bound::About;
        if about {
            ABOUT
        } else if time && is_months(a) != is_months(b) {
            MONTHS
        } else {
            1e-6
        }
    };
    let is = |a: f64, b: f64| (a - b).abs() <= share(a, b) * a.abs().max(b.abs());
    let inside = |value: f64, amount: &Amount| {
        (value >= amount.low || is(value, amount.low))
            && (value <= amount.high || is(value, amount.high))
    };
    if is(draft.low, article.low) && is(draft.high, article.high) {
        return match (draft.bound, article.bound) {
            (Bound::Most, Bound::Least) | (Bound::Least, Bound::Most) => Unsure,
            _ => Same,
        };
    }
    let (draft_range, article_range) = (draft.low < draft.high, article.low < article.high);
    match (draft_range, article_range) {
        (false, true) if inside(draft.high, article) => match draft.bound {
            Bound::Most if !is(draft.high, article.high) => Unsure,
            Bound::Least if !is(draft.high, article.low) => Unsure,
            _ => Same,
        },
        (true, false) if inside(article.high, draft) => {
            if is(draft.high, article.high) && article.bound == Bound::Most {
                Same
            } else {
                Unsure
            }
        }
        (true, false) if draft.high < article.high && article.bound == Bound::Most => Unsure,
        (true, false) if draft.low > article.high && article.bound == Bound::Least => Unsure,
        (true, true) if inside(draft.low, article) && inside(draft.high, article) => Same,
        (false, false) => points(draft, article, time),
        _ => Differs,
    }
}

/// Whether a length of time was said in months or years.
fn is_months(minutes: f64) -> bool {
    let months = minutes / MONTH;
    months >= 0.5 && (months - months.round()).abs() < 1e-6
}

fn points(draft: &Amount, article: &Amount, time: bool) -> Agreement {
    let (said, known) = (draft.high, article.high);
    // Four weeks and a month.
    let near = time && is_months(said) != is_months(known) && (said - known).abs() <= ABOUT * known;
    let open = match (draft.bound, article.bound) {
        (Bound::Most, Bound::Most) | (Bound::Least, Bound::Least) => false,
        (Bound::Exact | Bound::About, Bound::Most) | (Bound::Least, Bound::Exact) => said < known,
        (Bound::Exact | Bound::About, Bound::Least) => said > known,
        (Bound::Most, Bound::Least) | (Bound::Least, Bound::Most) => true,
        _ => false,
    };
    if near || open { Unsure } else { Differs }
}

fn clocks(draft: Clock, article: Clock) -> Agreement {
    let (draft_range, article_range) = (draft.low < draft.high, article.low < article.high);
    if (draft.low, draft.high) == (article.low, article.high) {
        return Same;
    }
    match (draft_range, article_range) {
        (false, false) => match (draft.edge, article.edge) {
            // "open from 8" says nothing of "open until 6".
            (Edge::From, Edge::Until) | (Edge::Until, Edge::From) => Unsure,
            _ => Differs,
        },
        (false, true) => match draft.edge {
            Edge::From if draft.low == article.low => Same,
            Edge::Until if draft.low == article.high || draft.low + 24 * 60 == article.high => Same,
            Edge::Any if article.low <= draft.low && draft.low <= article.high => Same,
            _ => Differs,
        },
        (true, false) => Unsure,
        (true, true) => Differs,
    }
}

fn dates(draft: Date, article: Date) -> Agreement {
    let known = |a: u32, b: u32| a == 0 || b == 0 || a == b;
    let same = |a: Date| {
        known(a.day, article.day) && known(a.month, article.month) && known(a.year, article.year)
    };
    let turned = Date {
        day: draft.month,
        month: draft.day,
        ..draft
    };
    if same(draft) || (draft.either || article.either) && same(turned) {
        Same
    } else {
        Differs
    }
}

/// Numbers are the same where they end alike: the country's code or the first 0 may be missing.
fn phones(draft: &str, article: &str) -> Agreement {
    let local = |digits: &str| digits.trim_start_matches('0').to_owned();
    let (draft, article) = (local(draft), local(article));
    let (short, long) = if draft.len() <= article.len() {
        (&draft, &article)
    } else {
        (&article, &draft)
    };
    let same = short == long
        || (short.len() >= 7 && long.ends_with(short.as_str()) && long.len() - short.len() <= 3);
    if same { Same } else { Differs }
}

/// Ways are the same where one leaves steps out; others where they end or begin alike.
fn paths(draft: &[String], article: &[String]) -> Agreement {
    let (short, long) = if draft.len() <= article.len() {
        (draft, article)
    } else {
        (article, draft)
    };
    let mut rest = long.iter();
    if short
        .iter()
        .all(|part| rest.any(|other| is_name(part, other)))
    {
        return Same;
    }
    let at = |a: Option<&String>, b: Option<&String>| a.zip(b).is_some_and(|(a, b)| is_name(a, b));
    let alike = at(draft.last(), article.last())
        || (draft.len() == article.len() && at(draft.first(), article.first()));
    if alike { Differs } else { Unsure }
}

/// Whether two names are one; nobody marks where the last one ends ("Reset now").
fn is_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
