package org.belfry.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.TreeSet;
import org.belfry.audience.NameParameters;
import org.belfry.audience.Subscriptions;
import org.belfry.audience.Subscriptions.FollowedTopic;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/** What somebody follows. */
@Named("personTopics")
@RequestScoped
public class PersonTopics {

    private static final int SHOWN = 200;

    @Inject
    private Person person;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private PageParameters parameters;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private List<FollowedTopic> followed;
    private boolean cutOff;
    private String topic;

    @ReportProblems
    public void follow() {
        var name = person.recipient().name();
        if (topic == null) {
            throw Problem.invalid("topic", Sentence.asIs(texts.of(Person.PACKAGE, "topics.needed")));
        }
        var wanted = NameParameters.checked("topic", topic.strip());
        subscriptions.subscribe(person.organization(), wanted, new TreeSet<>(List.of(name)));
        messages.done(texts.of(Person.PACKAGE, "topics.followed", wanted));
        topic = null;
        followed = null;
    }

    /** Ends the one that was picked. */
    @ReportProblems
    public void stop() {
        var picked = parameters.text("picked");
        if (picked != null) {
            subscriptions.unsubscribe(
                    person.organization(), picked, person.recipient().name());
            messages.done(texts.of(Person.PACKAGE, "topics.stopped", picked));
            followed = null;
        }
    }

    /** By name; the first few. */
    public List<FollowedTopic> getFollowed() {
        if (followed == null) {
            var found = subscriptions.followed(
                    person.organization(), person.recipient().name(), "", SHOWN + 1);
            followed = found.subList(0, Math.min(SHOWN, found.size()));
            cutOff = found.size() > SHOWN;
        }
        return followed;
    }

    /** Whether there are more. */
    public boolean isCutOff() {
        getFollowed();
        return cutOff;
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }
}
