//! The only module that may name browser types. Two modules are built from it, by feature: the background's engine
//! and the extension's pages.

#[cfg(feature = "background")]
mod background;
#[cfg(feature = "pages")]
mod pages;
