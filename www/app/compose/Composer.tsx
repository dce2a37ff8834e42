// An editor with its portrait, its tools, its counter and its button.

import React, { useState } from 'react';
import { LIMIT, weigh } from '../core/length';
import { ME, type Post } from '../core/model';
import { publish } from '../core/store';
import { Icon, type IconName } from '../look/icons';
import { Avatar } from '../post/Avatar';
import { toast } from '../shell/Toast';
import { Counter } from './Counter';
import { Editor } from './Editor';

interface Props {
  where: 'home' | 'reply' | 'modal';
  replyTo: Post | null;
  onText?(text: string): void;
  onSent?(): void;
}

const TOOLS: [IconName, string][] = [
  ['image', 'Add photos or video'],
  ['smile', 'Add emoji'],
  ['pin', 'Tag location'],
];

export function Composer({ where, replyTo, onText, onSent }: Props) {
  const [text, setText] = useState('');
  const [round, nextRound] = useState(0);
  const [awake, wake] = useState(where !== 'reply');
  const length = weigh(text);
  const may = text.trim() !== '' && length <= LIMIT;

  const send = () => {
    if (!may) return;
    const sent = publish(text.trim(), replyTo?.id ?? null);
    nextRound(round + 1);
    toast('Your post was sent.', `/${ME}/status/${sent.id}`);
    onSent?.();
  };

  return (
    <div className={`composer composer-${where}`}>
      {awake && where === 'reply' && replyTo && (
        <div dir="ltr" className="quiet replying">
          Replying to <span className="link">@{replyTo.author}</span>
        </div>
      )}
      <div className="composer-row">
        <Avatar handle={ME} size={40} />
        <div className="composer-body">
          <Editor
            where={where}
            replyTo={replyTo?.id ?? null}
            placeholder={replyTo ? 'Post your reply' : 'What’s happening?'}
            autoFocus={where === 'modal'}
            round={round}
            onText={(now) => {
              setText(now);
              onText?.(now);
            }}
            onSend={send}
            onFocus={() => wake(true)}
          />
          <div className={awake ? 'tools' : 'tools asleep'}>
            <div data-testid="toolBar" className="tool-list">
              {awake &&
                TOOLS.map(([icon, aloud]) => (
                  <button
                    key={icon}
                    aria-label={aloud}
                    title={`${aloud} (not part of the practice site)`}
                    role="button"
                    type="button"
                    aria-disabled="true"
                  >
                    <Icon name={icon} />
                  </button>
                ))}
            </div>
            {text && <Counter length={length} />}
            <button
              role="button"
              type="button"
              data-testid={where === 'modal' ? 'tweetButton' : 'tweetButtonInline'}
              className="primary"
              disabled={!may}
              aria-disabled={!may}
              tabIndex={may ? 0 : -1}
              onClick={send}
            >
              <div dir="ltr">
                <span>
                  <span>{replyTo ? 'Reply' : 'Post'}</span>
                </span>
              </div>
            </button>
          </div>
        </div>
      </div>
    </div>
  );
}
