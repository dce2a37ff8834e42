//! Files that the person gives us: picked, or dropped with their folders.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, Event, File, FileList, HtmlInputElement};

use crate::wasm::pages::view::{El, el};

#[wasm_bindgen]
extern "C" {
    /// A dropped file or folder.
    type Entry;
    #[wasm_bindgen(method, getter, js_name = isFile)]
    fn is_file(this: &Entry) -> bool;
    #[wasm_bindgen(method, getter, js_name = fullPath)]
    fn full_path(this: &Entry) -> String;
    #[wasm_bindgen(method)]
    fn file(this: &Entry, found: &Function, failed: &Function);
    #[wasm_bindgen(method, js_name = createReader)]
    fn create_reader(this: &Entry) -> Reader;

    type Reader;
    #[wasm_bindgen(method, js_name = readEntries)]
    fn read_entries(this: &Reader, found: &Function, failed: &Function);

    type Items;
    #[wasm_bindgen(method, getter)]
    fn length(this: &Items) -> u32;
    #[wasm_bindgen(method, indexing_getter)]
    fn item(this: &Items, at: u32) -> Item;

    type Item;
    #[wasm_bindgen(method, js_name = webkitGetAsEntry)]
    fn entry(this: &Item) -> Option<Entry>;
}

/// A file with its path in the folder that was chosen; a file alone is its name.
#[derive(Clone)]
pub(super) struct Picked {
    pub(super) path: String,
    pub(super) file: File,
}

/// A button that opens the browser's file dialog. The field itself is there for the keyboard.
pub(super) fn chooser(class: &str, field: El) -> El {
    el("label")
        .class(class)
        .add(field.attr("type", "file").class("hidden"))
}

/// What was chosen in a file field. The field is emptied, so that choosing the same again is noticed.
pub(super) fn chosen(event: &Event) -> Vec<Picked> {
    let target = event.target();
    let Some(field) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let picked = field.files().map(|files| list(&files)).unwrap_or_default();
    field.set_value("");
    picked
}

fn list(files: &FileList) -> Vec<Picked> {
    (0..files.length())
        .filter_map(|at| files.get(at))
        .map(|file| {
            let path = Reflect::get(&file, &"webkitRelativePath".into());
            let path = path.ok().and_then(|path| path.as_string());
            Picked {
                path: path
                    .filter(|path| !path.is_empty())
                    .unwrap_or_else(|| file.name()),
                file,
            }
        })
        .collect()
}

/// The dropped entries; they can only be asked for while the event lasts.
pub(super) struct Dropped(Vec<Entry>);

impl Dropped {
    pub(super) fn of(data: &DataTransfer) -> Self {
        let items = Reflect::get(data, &"items".into()).map(JsCast::unchecked_into::<Items>);
        let Ok(items) = items else {
            return Self(Vec::new());
        };
        Self(
            (0..items.length())
                .filter_map(|at| items.item(at).entry())
                .collect(),
        )
    }

    /// Every file, also those in folders. What cannot be read is passed over.
    pub(super) async fn files(self) -> Vec<Picked> {
        let mut waiting = self.0;
        let mut files = Vec::new();
        while let Some(entry) = waiting.pop() {
            let path = entry.full_path().trim_start_matches('/').to_owned();
            if path.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            if entry.is_file() {
                let file = promised(|found, failed| entry.file(found, failed)).await;
                if let Some(file) = file.and_then(|file| file.dyn_into().ok()) {
                    files.push(Picked { path, file });
                }
            } else {
                waiting.extend(inside(&entry).await);
            }
        }
        files
    }
}

/// The entries of a folder; browsers give a hundred at a time.
async fn inside(folder: &Entry) -> Vec<Entry> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let some = promised(|found, failed| reader.read_entries(found, failed)).await;
        let some = some.map(Array::from_js).unwrap_or_default();
        if some.length() == 0 {
            return all;
        }
        all.extend(some.iter().map(JsCast::unchecked_into::<Entry>));
    }
}

trait FromJs {
    fn from_js(value: JsValue) -> Self;
}

impl FromJs for Array {
    fn from_js(value: JsValue) -> Self {
        Self::from(&value)
    }
}

/// What an old callback interface comes to.
async fn promised(call: impl Fn(&Function, &Function)) -> Option<JsValue> {
    let promise = Promise::new(&mut |found, failed| call(&found, &failed));
    JsFuture::from(promise).await.ok()
}

/// A file's bytes; `None` if it is gone or may not be read.
pub(super) async fn bytes(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A file as text; what is no UTF-8 is replaced.
pub(super) async fn text(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
