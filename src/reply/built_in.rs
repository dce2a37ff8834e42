//! The playbooks that come with Handrail: one file each in `templates/`.

macro_rules! files {
    ($($name:literal)*) => {
        /// Their paths and texts, in order of preference.
        pub(super) const BUILT_IN: &[(&str, &str)] = &[
            $((concat!($name, ".md"), include_str!(concat!("templates/", $name, ".md")))),*
        ];
    };
}

files! {
    "answer-with-article"
    "safety"
    "outage"
    "delivery"
    "billing"
    "refund"
    "account"
    "fault"
    "cancel"
    "staff"
    "waiting"
    "ask-what-happened"
    "move-to-messages"
    "looking-into-it"
    "say-what-is-known"
    "ask-back"
    "thank"
    "thank-and-pass-on"
    "here-if-needed"
    "suggestion-noted"
    "suggestion-tell-more"
    "suggestion-not-planned"
    "to-messages"
}
