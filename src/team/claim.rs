//! What the team's server holds of a post: a state and ids, never words or names.

use serde::{Deserialize, Serialize};

use crate::post::Millis;

/// Stands for an agent: letters and digits that the lead's invitation gives. Names are known by the roster alone.
pub type AgentId = String;
/// How often a key of the server was written; 0 where it never was.
pub type Revision = u64;

/// The most bytes of a claim: what is longer was written by nobody of ours.
pub const LONGEST: usize = 512;
/// How this form of a claim is called.
const VERSION: u32 = 1;

/// Where a post stands for the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// Nobody's.
    #[default]
    Open,
    /// Somebody sees to it.
    Claimed,
    /// Nothing is left to do.
    Handled,
}

/// Why an agent takes a post from the colleague who sees to it. A code and no words: claims hold none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Over {
    /// The colleague is away.
    Away,
    /// Both have agreed upon it.
    Agreed,
    /// It cannot wait for the colleague.
    Urgent,
    /// This agent knows the customer.
    Known,
}

impl Over {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Away, Self::Agreed, Self::Urgent, Self::Known];

    /// As it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Agreed => "agreed",
            Self::Urgent => "urgent",
            Self::Known => "known",
        }
    }
}

/// What is written under a post's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    v: u32,
    /// Where the post stands.
    pub stage: Stage,
    /// Who brought it there.
    pub by: AgentId,
    /// Names this writing: made by chance by whoever wrote it, so that a writer whose answer was lost knows its own.
    pub op: String,
    /// For how long a claim holds without being written again, in milliseconds, by the clock of whoever looks at it.
    pub lease: Millis,
    /// When, by the writer's clock: for showing alone, since clocks differ.
    pub at: Millis,
    /// Why it was taken from the colleague who had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
}

/// Why a value is no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// Longer than [`LONGEST`].
    #[error("a claim has {0} bytes, and at most {LONGEST} are allowed")]
    Long(usize),
    /// Not in our form.
    #[error("a claim cannot be read")]
    Form,
    /// In a later form than this one.
    #[error("a claim has the form {0}, and this Handrail knows forms up to {VERSION}: update it")]
    Newer(u32),
}

impl Claim {
    /// A claim in today's form.
    #[must_use]
    pub fn new(stage: Stage, by: &str, op: &str, lease: Millis, at: Millis) -> Self {
        Self {
            v: VERSION,
            stage,
            by: by.to_owned(),
            op: op.to_owned(),
            lease,
            at,
            over: None,
        }
    }

    /// Stands for what is no claim: the post is nobody's, and nobody has done anything with it.
    #[must_use]
    pub fn none(at: Millis) -> Self {
        Self::new(Stage::Open, "", "", 0, at)
    }

    /// The claim, taken from a colleague for a reason.
    #[must_use]
    pub const fn over(mut self, over: Option<Over>) -> Self {
        self.over = over;
        self
    }

    /// As it is written.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // A structure of numbers and text always becomes JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads what is written under a key.
    ///
    /// # Errors
    /// When it is no claim, or one that only a newer Handrail reads.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ClaimError> {
        #[derive(Deserialize)]
        struct Form {
            v: u32,
        }
        if bytes.len() > LONGEST {
            return Err(ClaimError::Long(bytes.len()));
        }
        let Form { v } = serde_json::from_slice(bytes).map_err(|_| ClaimError::Form)?;
        if v > VERSION {
            return Err(ClaimError::Newer(v));
        }
        let claim: Self = serde_json::from_slice(bytes).map_err(|_| ClaimError::Form)?;
        let plain = |id: &str| {
            !id.is_empty()
                && id.len() <= 64
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if !plain(&claim.by) || !plain(&claim.op) || claim.lease < 0 {
            return Err(ClaimError::Form);
        }
        Ok(claim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_read_as_it_was_written_and_holds_ids_alone() {
        let claim = Claim::new(Stage::Claimed, "a7", "op-1", 300_000, 1_700_000_000_000);
        let bytes = claim.to_bytes();
        assert_eq!(Claim::from_bytes(&bytes), Ok(claim));
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            r#"{"v":1,"stage":"claimed","by":"a7","op":"op-1","lease":300000,"at":1700000000000}"#
        );
    }

    #[test]
    fn the_reason_of_a_claim_that_was_taken_over_is_a_code() {
        for over in Over::ALL {
            let claim = Claim::new(Stage::Claimed, "a7", "op-1", 1, 1).over(Some(over));
            let text = String::from_utf8_lossy(&claim.to_bytes()).into_owned();
            let code = format!(r#""over":"{}""#, over.name());
            assert!(text.contains(&code), "{text}");
            assert_eq!(Claim::from_bytes(text.as_bytes()), Ok(claim));
        }
    }

    #[test]
    fn what_is_no_claim_says_why() {
        let long = vec![b' '; LONGEST + 1];
        assert_eq!(Claim::from_bytes(&long), Err(ClaimError::Long(513)));
        for text in [
            "",
            "null",
            "[]",
            r#"{"v":1}"#,
            r#"{"v":1,"stage":"claimed","by":"<b>","op":"x","lease":1,"at":1}"#,
            r#"{"v":1,"stage":"claimed","by":"","op":"x","lease":1,"at":1}"#,
            r#"{"v":1,"stage":"claimed","by":"a","op":"x","lease":-1,"at":1}"#,
            r#"{"v":1,"stage":"lost","by":"a","op":"x","lease":1,"at":1}"#,
        ] {
            assert_eq!(
                Claim::from_bytes(text.as_bytes()),
                Err(ClaimError::Form),
                "{text}"
            );
        }
        let newer = br#"{"v":2,"anything":[]}"#;
        assert_eq!(Claim::from_bytes(newer), Err(ClaimError::Newer(2)));
    }
}
