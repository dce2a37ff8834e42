// The composer: TipTap in a dialog over the page. A paste becomes a paragraph a line; Ctrl+Enter publishes.

import { Editor } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Placeholder, UndoRedo } from '@tiptap/extensions';
import { Fragment, Slice } from '@tiptap/pm/model';
import React, { useEffect, useRef, useState } from 'react';
import { ME, type Post } from '../common/posts';
import { Picture, TEXT, VIEW } from './parts';
import { Preview } from './post';
import { store } from './site';

const LIMIT = 300;

let editor: Editor | undefined;
export const held = (): string[] => (editor ? [textOf(editor)] : []);
const textOf = (editor: Editor) => editor.getText({ blockSeparator: '\n' });
const length = (text: string) => [...new Intl.Segmenter().segment(text)].length;

export function Composer({ replyTo }: { replyTo: Post | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const left = LIMIT - length(text);
  const publish = () => {
    const now = editor ? textOf(editor) : '';
    if (now.trim() !== '' && length(now) <= LIMIT) store.send(now);
  };
  useEffect(() => {
    const made = new Editor({
      element: place.current,
      autofocus: 'end',
      // The policy of the page has a say in style elements.
      injectCSS: false,
      extensions: [Document, Paragraph, Text, HardBreak, UndoRedo, Placeholder.configure({ placeholder: replyTo ? 'Write your reply' : "What's up?" })],
      onUpdate: ({ editor }) => setText(textOf(editor)),
      editorProps: {
        attributes: { 'aria-label': 'Rich-Text Editor', role: 'textbox', 'aria-multiline': 'true' },
        clipboardTextParser(text, context) {
          const { schema } = context.doc.type;
          const lines = text.split(/\r\n?|\n/).map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]));
          return Slice.maxOpen(Fragment.fromArray(lines));
        },
        handleKeyDown(_, event) {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
          publish();
          return true;
        },
      },
    });
    editor = made;
    return () => {
      made.destroy();
      editor = undefined;
    };
  }, []);
  return (
    <div role="dialog" aria-modal="true" className={`${VIEW} mask`} onKeyDown={({ key }) => key === 'Escape' && store.stopWriting()}>
      <div className={`${VIEW} composer`}>
        <div className={`${VIEW} composer-top`}>
          <button aria-label="Cancel" role="button" className={`${VIEW} bare`} data-testid="composerDiscardButton" onClick={() => store.stopWriting()}>
            <div className={TEXT}>Cancel</div>
          </button>
          <button aria-label={replyTo ? 'Publish reply' : 'Publish post'} role="button" className={`${VIEW} publish`} data-testid="composerPublishBtn" disabled={text.trim() === '' || left < 0} onClick={publish}>
            <div className={TEXT}>{replyTo ? 'Reply' : 'Post'}</div>
          </button>
        </div>
        <div className={`${VIEW} composer-body`}>
          {replyTo && <Preview post={replyTo} />}
          <div className={`${VIEW} row gap`}>
            <Picture by={ME} size={50} />
            <div className={`${VIEW} fills editor`} ref={place} />
          </div>
        </div>
        <div className={`${VIEW} composer-foot`}>
          <div className={`${TEXT} soft`}>{left}</div>
        </div>
      </div>
    </div>
  );
}
