// Photos and link cards.

import React from 'react';
import { token } from '../core/random';
import type { Card, Photo, Post } from '../core/model';
import { scene } from '../look/scenes';

export function Photos({ post, quoted = false }: { post: Post; quoted?: boolean }) {
  if (!post.photos.length) return null;
  return (
    <div className={`photos photos-${Math.min(post.photos.length, 4)}`}>
      {post.photos.map((photo, i) =>
        quoted ? (
          <Picture key={i} photo={photo} />
        ) : (
          <a key={i} href={`/${post.author}/status/${post.id}/photo/${i + 1}`} role="link">
            <Picture photo={photo} />
          </a>
        ),
      )}
    </div>
  );
}

/** Without a description by the author the site says "Image", nothing more. */
function Picture({ photo }: { photo: Photo }) {
  const alt = photo.alt || 'Image';
  return (
    <div data-testid="tweetPhoto" className="photo">
      <div aria-label={alt} style={{ backgroundImage: `url("${scene(photo.scene)}")` }}>
        <img alt={alt} draggable src={scene(photo.scene)} />
      </div>
      {photo.alt && (
        <span className="alt-badge" aria-hidden="true">
          ALT
        </span>
      )}
    </div>
  );
}

export function LinkCard({ card }: { card: Card }) {
  const link = { href: `https://t.co/${token(card.url)}`, rel: 'noopener noreferrer nofollow', target: '_blank' };
  return (
    <div data-testid="card.wrapper" className="card">
      <div aria-hidden="true" data-testid="card.layoutSmall.media">
        <a {...link} role="link" tabIndex={-1}>
          <div style={{ backgroundImage: `url("${scene(card.scene)}")` }}>
            <img alt="" draggable src={scene(card.scene)} />
          </div>
        </a>
      </div>
      <a {...link} role="link">
        <div data-testid="card.layoutSmall.detail">
          <div dir="auto" className="quiet">
            <span>{card.domain}</span>
          </div>
          <div dir="auto">
            <span>{card.title}</span>
          </div>
        </div>
      </a>
    </div>
  );
}
