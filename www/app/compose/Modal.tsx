// The composer over the page: the post being answered, then the editor. Escape
// and Back close it, but not over a draft without asking.

import React, { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { closeModal, setGuard, type Modal as Opened } from '../core/router';
import { post as find } from '../core/store';
import { Icon } from '../look/icons';
import { Article } from '../post/Article';
import { Composer } from './Composer';
import { refocus } from './composers';

const REACHABLE = 'a[href], button:not([disabled]), [tabindex="0"], [contenteditable="true"]';

export function ComposeModal({ modal }: { modal: Opened }) {
  const parent = find(modal.replyTo) ?? null;
  const [text, setText] = useState('');
  const [asking, ask] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    return () => {
      setGuard(null);
      // After the row has drawn itself again the opener may be gone.
      if (opener?.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    setGuard(text.trim() ? () => (ask(true), false) : null);
  }, [text]);

  const close = () => (text.trim() ? ask(true) : closeModal());
  const discard = () => {
    setGuard(null);
    closeModal();
  };
  const keep = () => {
    ask(false);
    refocus('modal');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      if (asking) keep();
      else close();
    }
    if (event.key === 'Tab' && box.current) stay(event, box.current);
  };

  return (
    <div className="veil" onMouseDown={(event) => event.target === event.currentTarget && close()}>
      <div ref={box} aria-labelledby="modal-header" aria-modal="true" role="dialog" tabIndex={-1} className="modal" onKeyDown={onKeyDown}>
        <div className="modal-bar">
          <button aria-label="Close" role="button" type="button" data-testid="app-bar-close" className="round" onClick={close}>
            <Icon name="close" />
          </button>
          <h2 id="modal-header" className="aloud">
            {parent ? 'Reply' : 'Compose new post'}
          </h2>
        </div>
        <div className="modal-body">
          {parent && (
            <>
              <Article post={parent} thread="below" still />
              <div dir="ltr" className="quiet replying modal-replying">
                Replying to <span className="link">@{parent.author}</span>
              </div>
            </>
          )}
          <Composer
            where="modal"
            replyTo={parent}
            onText={setText}
            onSent={() => {
              setGuard(null);
              closeModal();
            }}
          />
        </div>
        {asking && (
          <div className="sheet-veil">
            <div role="alertdialog" aria-labelledby="discard-title" data-testid="confirmationSheetDialog" className="sheet">
              <h2 id="discard-title">Discard this draft?</h2>
              <p className="quiet">What you have written will be lost.</p>
              <button type="button" role="button" data-testid="confirmationSheetConfirm" className="danger" onClick={discard} autoFocus>
                Discard
              </button>
              <button type="button" role="button" data-testid="confirmationSheetCancel" className="outline" onClick={keep}>
                Keep writing
              </button>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

/** Keeps Tab inside the dialog. */
function stay(event: KeyboardEvent, box: HTMLElement): void {
  const all = [...box.querySelectorAll<HTMLElement>(REACHABLE)];
  const first = all[0];
  const last = all[all.length - 1];
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}
