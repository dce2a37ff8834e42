#![doc = include_str!("ARCHITECTURE.md")]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )
)]

pub mod brand;
pub mod chord;
pub mod conversation;
pub mod desk;
pub mod encoder;
pub mod engine;
pub mod hours;
pub mod knowledge;
pub mod post;
pub mod problem;
pub mod protocol;
pub mod reply;
pub mod site;
pub mod span;
pub mod team;
pub mod text;
pub mod triage;

#[cfg(target_arch = "wasm32")]
mod wasm;
