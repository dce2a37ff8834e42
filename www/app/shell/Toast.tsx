// A short message at the foot of the screen, announced once.

import React, { useEffect, useState } from 'react';

interface Message {
  text: string;
  href?: string;
  number: number;
}

let show: (message: Message) => void = () => undefined;
let number = 0;
const STAYS = 4000;

export function toast(text: string, href?: string): void {
  number += 1;
  show({ text, href, number });
}

export function Toasts() {
  const [message, setMessage] = useState<Message | null>(null);
  show = setMessage;
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => setMessage(null), STAYS);
    return () => clearTimeout(timer);
  }, [message?.number]);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {message && (
        <div data-testid="toast" className="toast">
          <span>{message.text}</span>
          {message.href && (
            <a href={message.href} role="link">
              View
            </a>
          )}
        </div>
      )}
    </div>
  );
}
