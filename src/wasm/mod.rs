//! The only module that may name browser types. Three modules are built from it, by feature: the background's engine,
//! the importer (loaded only while articles are imported), and the extension's pages.

#[cfg(feature = "background")]
mod background;
#[cfg(any(feature = "background", feature = "importer"))]
mod door;
#[cfg(feature = "importer")]
mod importer;
#[cfg(feature = "pages")]
mod pages;
