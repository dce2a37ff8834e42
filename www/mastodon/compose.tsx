// The composer that stands beside the posts all the time: a textarea that React controls and that grows with its text.

import React, { useEffect, useRef, useState } from 'react';
import Textarea from 'react-textarea-autosize';
import { nameOf } from '../common/posts';
import { acctOf, profileOf } from './network';
import { DisplayName, Icon, Picture, Rich } from './parts';
import { store } from './site';

const LIMIT = 500;

let text = '';
export const held = (): string[] => [text];

export function Compose() {
  const area = useRef<HTMLTextAreaElement>(null);
  const [written, write] = useState('');
  text = written;
  const { writing } = store;
  const replyTo = store.post(writing?.replyTo ?? null);
  useEffect(() => {
    // A reply begins with the name of whom it answers.
    if (replyTo) write(`@${acctOf(replyTo.by)} `);
  }, [writing?.round]);
  useEffect(() => {
    if (!replyTo || !area.current) return;
    area.current.setSelectionRange(written.length, written.length);
    area.current.focus();
  }, [writing?.round, written.startsWith('@')]);
  const send = () => {
    if (written.trim() === '' || written.length > LIMIT) return;
    store.send(written);
    write('');
  };
  return (
    <form
      className="compose-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {replyTo && (
        <div className="reply-indicator">
          <div className="reply-indicator__line" />
          <a href={profileOf(replyTo.by)} className="detailed-status__display-avatar">
            <Picture by={replyTo.by} />
          </a>
          <div className="reply-indicator__main">
            <a href={profileOf(replyTo.by)} className="detailed-status__display-name" aria-label={nameOf(replyTo.by)}>
              <DisplayName by={replyTo.by} />
            </a>
            <div className="reply-indicator__content translate" lang={replyTo.lang}>
              <Rich text={replyTo.text} />
            </div>
          </div>
          <button type="button" className="icon-button" aria-label="Cancel" onClick={() => (write(''), store.stopWriting())}>
            <Icon id="close" />
          </button>
        </div>
      )}
      <div className="compose-form__highlightable">
        <div className="compose-form__scrollable">
          <div className="autosuggest-textarea">
            <Textarea
              ref={area}
              className="autosuggest-textarea__textarea"
              placeholder="What’s on your mind?"
              aria-label="What’s on your mind?"
              aria-autocomplete="list"
              dir="auto"
              value={written}
              onChange={({ target }) => write(target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
              }}
            />
          </div>
        </div>
        <div className="compose-form__footer">
          <div className="compose-form__actions">
            <span className={`character-counter${written.length > LIMIT ? ' character-counter--over' : ''}`}>{LIMIT - written.length}</span>
            <div className="compose-form__submit">
              <button className="button button--compact" type="submit" disabled={written.trim() === '' || written.length > LIMIT}>
                {replyTo ? 'Reply' : 'Post'}
              </button>
            </div>
          </div>
        </div>
      </div>
    </form>
  );
}
