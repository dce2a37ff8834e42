// The list of keys, opened with "?".

import React, { useEffect, useRef } from 'react';
import { Icon } from '../look/icons';

const KEYS: [string, string][] = [
  ['j', 'Next post'],
  ['k', 'Previous post'],
  ['Enter', 'Open post'],
  ['r', 'Reply'],
  ['l', 'Like'],
  ['t', 'Repost'],
  ['b', 'Bookmark'],
  ['n', 'New post'],
  ['.', 'Load new posts'],
  ['/', 'Search'],
  ['g h', 'Home'],
  ['g n', 'Notifications'],
  ['g p', 'Profile'],
  ['Ctrl Enter', 'Send post'],
  ['Esc', 'Close'],
];

export function Keys({ onClose }: { onClose(): void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="veil" onMouseDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        role="dialog"
        aria-modal="true"
        aria-labelledby="keys-title"
        tabIndex={-1}
        className="modal keys-modal"
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onClose();
        }}
      >
        <div className="modal-bar">
          <button ref={button} aria-label="Close" type="button" role="button" className="round" onClick={onClose}>
            <Icon name="close" />
          </button>
          <h2 id="keys-title">Keyboard shortcuts</h2>
        </div>
        <dl className="modal-body">
          {KEYS.map(([key, what]) => (
            <React.Fragment key={key}>
              <dt>{what}</dt>
              <dd>
                {key.split(' ').map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dd>
            </React.Fragment>
          ))}
        </dl>
      </div>
    </div>
  );
}
