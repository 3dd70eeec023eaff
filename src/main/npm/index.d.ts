export interface BelfryNotification {
  id: number;
  recipient: string;
  type: string;
  category: string | null;
  title: string;
  message: string | null;
  link: string | null;
  source_type: string | null;
  source_id: number | string | null;
  source: { type: string; id: number | string; title?: string | null; status?: string | null } | null;
  actor: string | null;
  priority: 'low' | 'medium' | 'high' | 'critical';
  occurrences: number;
  data: Record<string, unknown>;
  /** Unix seconds. */
  created_at: number;
  delivered_at: number | null;
  read_at: number | null;
  archived_at: number | null;
  snoozed_until: number | null;
  modseq: number;
}

/** A token, or an object with one; null where nobody is signed in. */
export type TokenProvider = () => Promise<string | { token: string } | null>;

/** A text, or one for each plural category of the language. */
export type Text = string | Partial<Record<Intl.LDMLPluralRule, string>>;

export class BelfryBell extends HTMLElement {
  token: TokenProvider | null;
  texts: Record<string, Text>;
  readonly isOpen: boolean;
  readonly unreadCount: number;
  readonly connection: 'live' | 'polling' | 'reconnecting' | 'offline';
  readonly transport: 'websocket' | 'sse' | 'polling' | null;
  open(): void;
  close(): void;
  refresh(): Promise<void>;
  markAllRead(): Promise<void>;
}

export type TextPack = Record<string, Record<string, Text>>;
export const BELL_TEXTS: TextPack;
export const COMMON_TEXTS: TextPack;

/** What the bell uses itself: texts of a language, with places and plural forms. */
export function createTexts(options?: {
  language?: string;
  packs?: TextPack[];
  overrides?: Record<string, Text>;
}): {
  readonly language: string;
  t(key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
};

declare global {
  interface HTMLElementTagNameMap {
    'belfry-bell': BelfryBell;
  }
  interface HTMLElementEventMap {
    'belfry:notification': CustomEvent<{ notification: BelfryNotification }>;
    'belfry:navigate': CustomEvent<{ notification: BelfryNotification; href: string | null }>;
    'belfry:unread': CustomEvent<{ count: number }>;
    'belfry:open': CustomEvent<null>;
    'belfry:close': CustomEvent<null>;
  }
}
