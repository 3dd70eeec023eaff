package org.belfry.console.overview;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.belfry.catalog.Channel;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.delivery.ChannelSenders;
import org.belfry.delivery.Circuit;
import org.belfry.delivery.Circuits;
import org.belfry.delivery.DeliveryState;
import org.belfry.delivery.HourlyDeliveryCounts;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.UnixTime;
import org.belfry.presence.AgentPresences;
import org.belfry.retention.RetentionRuns;
import org.belfry.schedule.UpcomingSchedules;
import org.belfry.stream.StreamHub;

/** How it goes, as of now. */
@Named("overview")
@RequestScoped
public class Overview {

    private static final int SHOWN = 5;

    /**
     * What sends on a channel.
     *
     * @param channel its code
     * @param state {@code good}, {@code warning} or {@code bad}
     * @param why in words; null where all is well
     */
    public record Provider(String channel, String state, String why) {

        public String getChannel() {
            return channel;
        }

        public String getState() {
            return state;
        }

        public String getWhy() {
            return why;
        }
    }

    @Inject
    private Activity activity;

    @Inject
    private HourlyDeliveryCounts deliveryCounts;

    @Inject
    private ChannelSenders senders;

    @Inject
    private Circuits circuits;

    @Inject
    private StreamHub hub;

    @Inject
    private AgentPresences presences;

    @Inject
    private UpcomingSchedules schedules;

    @Inject
    private RetentionRuns retention;

    @Inject
    private SignedIn me;

    @Inject
    private Texts texts;

    @Inject
    private UnixTime time;

    private long organization;
    private List<Activity.Hour> hours;
    private HourlyDeliveryCounts.Waiting waiting;
    private List<Circuit> stopped;
    private Retention lastRetention;
    private long offline;
    private List<Agent> offlineAgents;
    private List<Planned> planned;

    @PostConstruct
    void load() {
        organization = me.caller().organizationId();
        hours = activity.of(organization);
        waiting = deliveryCounts.waiting(organization);
        stopped = circuits.of(organization).stream()
                .filter(circuit -> circuit.state(time.now()) != Circuit.State.CLOSED)
                .toList();
        planned = schedules.next(organization, SHOWN).stream().map(Planned::new).toList();
        offline = presences.offline(organization);
        offlineAgents = presences.offline(organization, SHOWN).stream()
                .map(view -> new Agent(view.toJson()))
                .toList();
        lastRetention = retention.list(organization, null, 1).stream()
                .map(view -> new Retention(view.json()))
                .findFirst()
                .orElse(null);
    }

    public List<Hour> getHours() {
        return hours.stream().map(Hour::new).toList();
    }

    /** An hour as the page's table has it. */
    public static final class Hour {

        private final Activity.Hour hour;

        private Hour(Activity.Hour hour) {
            this.hour = hour;
        }

        public long getStart() {
            return hour.start();
        }

        public long getEvents() {
            return hour.events();
        }

        public long getNotifications() {
            return hour.notifications();
        }

        public long getSent() {
            return hour.deliveries(DeliveryState.SENT);
        }

        public long getFailed() {
            return hour.deliveries(DeliveryState.DEAD) + hour.deliveries(DeliveryState.UNCERTAIN);
        }

        public long getWaiting() {
            return hour.deliveries(DeliveryState.PENDING) + hour.deliveries(DeliveryState.SENDING);
        }
    }

    public long getEvents() {
        return getHours().stream().mapToLong(Hour::getEvents).sum();
    }

    public long getNotifications() {
        return getHours().stream().mapToLong(Hour::getNotifications).sum();
    }

    public long getSent() {
        return getHours().stream().mapToLong(Hour::getSent).sum();
    }

    public long getFailed() {
        return getHours().stream().mapToLong(Hour::getFailed).sum();
    }

    /** Of the deliveries of the last day that have ended, from 0 to 1; null where none has. */
    public Double getFailureRate() {
        var ended = getSent() + getFailed();
        return ended == 0 ? null : (double) getFailed() / ended;
    }

    public long getWaiting() {
        return waiting.pending();
    }

    /** The second since which something has been due that still waits; null where nothing is late. */
    public Long getOldestDue() {
        var due = waiting.oldestDueAt();
        return due == null || due > time.now() ? null : due;
    }

    /** What sends e-mail and what calls webhooks, and whether it can. */
    public List<Provider> getProviders() {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel != Channel.IN_APP)
                .map(this::provider)
                .toList();
    }

    private Provider provider(Channel channel) {
        var unavailable = senders.of(channel).unavailable();
        if (unavailable.isPresent()) {
            return new Provider(channel.code(), "warning", texts.within(unavailable.get()));
        }
        return stopped.stream()
                .filter(circuit -> circuit.target().equals(channel.code())
                        || circuit.target().startsWith(channel.code() + ":"))
                .findFirst()
                .map(circuit -> new Provider(channel.code(), "bad", circuit.reason()))
                .orElseGet(() -> new Provider(channel.code(), "good", null));
    }

    /** Sessions of this node: bells, pages and agents that are told at once. */
    public long getConnected() {
        return hub.connected(organization);
    }

    public long getOffline() {
        return offline;
    }

    /** Some of the agents that are offline. */
    public List<Agent> getOfflineAgents() {
        return offlineAgents;
    }

    /** An agent that is not there. */
    public static final class Agent {

        private final JsonObject json;

        private Agent(JsonObject json) {
            this.json = json;
        }

        public String getName() {
            return json.getString("name");
        }

        /** The address of its page, from this one on. */
        public String getAddress() {
            return "person?name=" + URLEncoder.encode(getName(), StandardCharsets.UTF_8);
        }

        /** Unix seconds. */
        public Long getSince() {
            return json.getJsonNumber("state_since").longValue();
        }
    }

    /** What is planned next. */
    public List<Planned> getSchedules() {
        return planned;
    }

    /** A schedule that is still to come. */
    public static final class Planned {

        private final UpcomingSchedules.Upcoming upcoming;

        private Planned(UpcomingSchedules.Upcoming upcoming) {
            this.upcoming = upcoming;
        }

        public long getId() {
            return upcoming.id();
        }

        public String getName() {
            return upcoming.name();
        }

        /** Unix seconds. */
        public Long getAt() {
            return upcoming.at();
        }
    }

    /** The last run; null where there was none yet. */
    public Retention getRetention() {
        return lastRetention;
    }

    /** A run of the retention, as the API has it. */
    public static final class Retention {

        private final JsonObject json;

        private Retention(JsonObject json) {
            this.json = json;
        }

        public Long getStartedAt() {
            return json.getJsonNumber("started_at").longValue();
        }

        public String getState() {
            return json.getString("state");
        }

        /** Null where it did not fail. */
        public String getReason() {
            return json.getString("reason", null);
        }

        public long getNotifications() {
            return json.getJsonObject("removed").getJsonNumber("notifications").longValue();
        }

        /** Null while it runs. */
        public Long getSeconds() {
            return json.isNull("seconds") ? null : json.getJsonNumber("seconds").longValue();
        }
    }

    /** Events and notifications by the hour, for Chart.js. */
    public String getTrafficChart() {
        return chart("line", false, "events", "notifications");
    }

    /** What became of the deliveries of each hour, for Chart.js. */
    public String getDeliveriesChart() {
        return chart("bar", true, "sent", "waiting", "failed");
    }

    private String chart(String kind, boolean stacked, String... series) {
        var labels = JsonOutput.array();
        hours.forEach(hour -> labels.add(hour.start()));
        var datasets = JsonOutput.array();
        for (var one : series) {
            var data = JsonOutput.array();
            getHours().forEach(hour -> data.add(value(hour, one)));
            datasets.add(JsonOutput.object()
                    .add("label", texts.of("overview", "series." + one))
                    .add("series", one)
                    .add("data", data));
        }
        var axis = JsonOutput.object().add("stacked", stacked).build();
        return JsonOutput.object()
                .add("type", kind)
                .add("data", JsonOutput.object().add("labels", labels).add("datasets", datasets))
                .add(
                        "options",
                        JsonOutput.object()
                                .add("animation", false)
                                .add("maintainAspectRatio", false)
                                .add(
                                        "scales",
                                        JsonOutput.object()
                                                .add("x", axis)
                                                .add(
                                                        "y",
                                                        JsonOutput.object(axis)
                                                                .add("beginAtZero", true)
                                                                .add(
                                                                        "ticks",
                                                                        JsonOutput.object()
                                                                                .add("precision", 0)))))
                .build()
                .toString();
    }

    private static long value(Hour hour, String series) {
        return switch (series) {
            case "events" -> hour.getEvents();
            case "notifications" -> hour.getNotifications();
            case "sent" -> hour.getSent();
            case "waiting" -> hour.getWaiting();
            case "failed" -> hour.getFailed();
            default -> throw new IllegalArgumentException(series);
        };
    }
}
