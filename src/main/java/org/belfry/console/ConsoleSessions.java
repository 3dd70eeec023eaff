package org.belfry.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The servers' sessions, in which Faces stores its views, by sign-in. Nobody has one without signing in. A client that returns the
 * sign-in's cookie and not this one gets a new session for each request, so only the latest few of a sign-in are kept.
 */
@ApplicationScoped
class ConsoleSessions {

    /** Per sign-in: one for its browser, and a few that begin at the same moment, when several tabs are opened. */
    static final int MOST = 4;

    private static final long MOST_SIGN_INS = 100_000;

    /** An unused session ends after an hour (web.xml). */
    private final Cache<Long, Deque<HttpSession>> sessions = Caffeine.newBuilder()
            .maximumSize(MOST_SIGN_INS)
            .expireAfterAccess(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    /** A sign-in has got a new session: its oldest ones end. */
    public void opened(long signInId, HttpSession session) {
        var own = sessions.get(signInId, id -> new ArrayDeque<>());
        HttpSession oldest = null;
        synchronized (own) {
            own.addLast(session);
            if (own.size() > MOST) {
                oldest = own.removeFirst();
            }
        }
        if (oldest != null) {
            end(oldest);
        }
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            // It has ended already.
            return;
        }
    }
}
