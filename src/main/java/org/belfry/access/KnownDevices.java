package org.belfry.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belfry.platform.Characters;
import org.belfry.platform.Secrets;

/**
 * The devices from which somebody signed in: digests of cookies, and of what clients call themselves with where they are, each
 * with the second at which it was seen last.
 */
record KnownDevices(Map<String, Long> seen) {

    /** Most digests that are remembered of an account. */
    static final int MOST = 50;

    /** Seconds after which it is noted that a device was seen again: a day. */
    static final long SEEN_IS_NEWS_AFTER = 24 * 3600L;

    /**
     * What a sign-in adds.
     *
     * @param isNew whether the account knows other devices, and not this one
     * @param noted digests that were seen now, to be added or given a new time
     * @param forgotten digests to be removed
     */
    record Sighting(boolean isNew, Set<String> noted, Set<String> forgotten) {}

    /** Of what a client calls itself, without its numbers, so that an update makes no new device. */
    static String digest(String userAgent, String address) {
        var name = userAgent == null ? "" : withoutNumbers(userAgent);
        return Secrets.sha256("device\0" + name + '\0' + address);
    }

    private static String withoutNumbers(String userAgent) {
        var name = new StringBuilder();
        var inNumber = false;
        for (var i = 0; i < userAgent.length(); i++) {
            var c = userAgent.charAt(i);
            inNumber = Characters.isDigit(c) || inNumber && (c == '.' || c == '_');
            if (!inNumber) {
                name.append(c);
            }
        }
        return name.toString();
    }

    /** Of the token in the cookie. */
    static String digest(String token) {
        return Secrets.sha256("device cookie\0" + token);
    }

    boolean knows(String digest) {
        return seen.containsKey(digest);
    }

    /**
     * @param presented digest of the cookie that came, or null
     * @param kept digest of the cookie that is given in return, which may be the same
     * @param client digest of the client and its address
     */
    Sighting see(String presented, String kept, String client, long now) {
        var isNew = !seen.isEmpty() && !knows(client) && (presented == null || !knows(presented));
        var noted = new HashSet<String>();
        var after = new HashMap<>(seen);
        for (var digest : Set.copyOf(List.of(kept, client))) {
            if (!knows(digest) || seen.get(digest) <= now - SEEN_IS_NEWS_AFTER) {
                noted.add(digest);
                after.put(digest, now);
            }
        }
        var forgotten = new HashSet<String>();
        after.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(kept) && !entry.getKey().equals(client))
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.max(0, after.size() - MOST))
                .forEach(entry -> forgotten.add(entry.getKey()));
        return new Sighting(isNew, noted, forgotten);
    }
}
