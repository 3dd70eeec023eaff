package org.belfry.stream;

import org.belfry.access.Caller;

/** Who watches which inbox. */
public record Watch(Caller caller, long inboxId, String recipient) {}
