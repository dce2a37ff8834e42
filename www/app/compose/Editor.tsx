// Draft.js in the boxes that the real site puts round it.

import { CompositeDecorator, ContentState, Editor as Draft, EditorState, getDefaultKeyBinding, type ContentBlock } from 'draft-js';
import React, { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { remember } from './composers';

interface Props {
  where: 'home' | 'reply' | 'modal';
  replyTo: string | null;
  placeholder: string;
  autoFocus?: boolean;
  /** Changes when the composer has sent its text and starts anew. */
  round: number;
  onText(text: string): void;
  onSend(): void;
  onFocus?(): void;
}

const ENTITY = /(https?:\/\/\S+)|([@#$][\p{L}\p{N}_]+)/gu;

function entities(block: ContentBlock, found: (from: number, to: number) => void): void {
  for (const m of block.getText().matchAll(ENTITY)) found(m.index, m.index + m[0].length);
}

/** Mentions, tags and links are blue while they are typed. */
const decorator = new CompositeDecorator([
  { strategy: entities, component: ({ children }: { children?: ReactNode }) => <span className="entity">{children}</span> },
]);

const empty = () => EditorState.createWithContent(ContentState.createFromText(''), decorator);

export function Editor({ where, replyTo, placeholder, autoFocus = false, round, onText, onSend, onFocus }: Props) {
  const [state, setState] = useState(empty);
  const draft = useRef<Draft>(null);
  const latest = useRef(state);
  latest.current = state;
  const text = state.getCurrentContent().getPlainText('\n');

  useEffect(() => {
    if (round > 0) setState(empty());
  }, [round]);
  useEffect(() => {
    if (autoFocus) draft.current?.focus();
  }, [autoFocus]);
  useEffect(() => onText(text), [text]);
  useEffect(
    () =>
      remember({
        where,
        replyTo,
        text: () => latest.current.getCurrentContent().getPlainText('\n'),
        focus: () => draft.current?.focus(),
      }),
    [where, replyTo],
  );

  return (
    <div data-testid="tweetTextarea_0_label" className="editor" onClick={() => draft.current?.focus()}>
      <div dir="ltr">
        <div data-testid="tweetTextarea_0RichTextInputContainer" className="rich">
          <Draft
            ref={draft}
            editorState={state}
            onChange={setState}
            placeholder={placeholder}
            webDriverTestID="tweetTextarea_0"
            ariaLabel="Post text"
            ariaMultiline
            role="textbox"
            spellCheck
            stripPastedStyles
            onFocus={onFocus}
            keyBindingFn={(event: KeyboardEvent) =>
              event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? 'send' : getDefaultKeyBinding(event)
            }
            handleKeyCommand={(command: string) => {
              if (command !== 'send') return 'not-handled';
              onSend();
              return 'handled';
            }}
          />
        </div>
      </div>
    </div>
  );
}
