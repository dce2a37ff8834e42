//! The only module that may name browser types. Five modules are built from it, by feature: the background's engine,
//! the importer (loaded only while articles are imported), the sentence encoder (loaded when a verdict is uncertain), the
//! assist frame with the toolbar's panel, and the options.

#[cfg(feature = "background")]
mod background;
#[cfg(any(feature = "background", feature = "importer"))]
mod door;
#[cfg(feature = "encoder")]
mod encoder;
#[cfg(feature = "importer")]
mod importer;
#[cfg(any(feature = "frame", feature = "options"))]
mod pages;
