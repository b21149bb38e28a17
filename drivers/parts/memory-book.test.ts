import { describe, expect, it } from 'vitest';
import { createMemoryBook } from './memory-book.ts';

describe('memory book', () => {
  it('knows nothing before the first reading, and an empty memory behind it', () => {
    const book = createMemoryBook();
    expect(book.known()).toBeNull();
    book.learn([]);
    expect(book.known()).toEqual(new Set());
  });

  it('forgets nothing, and what was handed out does not change', () => {
    const book = createMemoryBook();
    book.learn(['a', 'b']);
    const before = book.known();
    book.learn(new Set(['c']));
    expect(book.known()).toEqual(new Set(['a', 'b', 'c']));
    expect(before).toEqual(new Set(['a', 'b']));
  });
});
