package org.belfry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Who is at work: the caller of the request at hand, and without a request Belfry itself. */
@ApplicationScoped
public class CurrentActor {

    /** What is known of the request at hand. */
    @RequestScoped
    static class OfRequest {

        private Actor actor;

        Actor get() {
            return actor;
        }

        void set(Actor actor) {
            this.actor = actor;
        }
    }

    /** Of work that is done for somebody outside of a request, such as a command on a stream. */
    private final ThreadLocal<Actor> ofThread = new ThreadLocal<>();

    @Inject
    private OfRequest ofRequest;

    /** Never null. */
    public Actor get() {
        var actor = ofThread.get();
        if (actor == null) {
            actor = ofRequest();
        }
        return actor == null ? Actor.BELFRY : actor;
    }

    private Actor ofRequest() {
        try {
            return ofRequest.get();
        } catch (ContextNotActiveException e) {
            return null;
        }
    }

    /** Says who makes the request at hand. */
    public void set(Actor actor) {
        ofRequest.set(actor);
    }

    /** Runs something as somebody, whatever request is at hand. */
    public void as(Actor actor, Runnable work) {
        as(actor, () -> {
            work.run();
            return null;
        });
    }

    /** The same for something that has a result. */
    public <T> T as(Actor actor, Supplier<T> work) {
        var before = ofThread.get();
        ofThread.set(actor);
        try {
            return work.get();
        } finally {
            if (before == null) {
                ofThread.remove();
            } else {
                ofThread.set(before);
            }
        }
    }
}
