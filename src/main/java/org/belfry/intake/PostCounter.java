package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/** How busy this node is with posts that somebody waits for. */
@ApplicationScoped
public class PostCounter {

    private final LongAdder posts = new LongAdder();

    void posted() {
        posts.increment();
    }

    /** How many there have been; only differences mean something. */
    long posts() {
        return posts.sum();
    }
}
