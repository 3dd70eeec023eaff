package org.belfry.console.schedules;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.belfry.access.CurrentCaller;
import org.belfry.console.Messages;
import org.belfry.console.Reported;
import org.belfry.console.Texts;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.schedule.Scheduling;

/** The form of a new schedule, which says the same as {@code POST /api/schedules}. */
@Named("newSchedule")
@RequestScoped
public class NewSchedule {

    private static final String RECURRING = "cron";

    @Inject
    private Scheduling scheduling;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private String resourceType;
    private String resourceId;
    private String resourceName;
    private String project;
    private String action;
    private String how = "once";
    private String at;
    private String cron;
    private String timeZone = "UTC";
    private String owner;
    private String link;
    private String url;
    private boolean strict;

    @PostConstruct
    void begin() {
        owner = caller.get().recipient();
    }

    @Reported
    public void save() throws IOException {
        var ordered = scheduling.create(caller.get(), new JsonInput(said()));
        messages.doneAndGone(
                ordered.newSecret() == null
                        ? texts.of(SchedulePage.ROOM, "create.done")
                        : texts.of(SchedulePage.ROOM, "create.secret", ordered.newSecret()));
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + "/console/schedule?id="
                + ordered.found().schedule().id());
    }

    private JsonObject said() {
        var said = JsonOutput.object()
                .add("resource_type", JsonOutput.of(resourceType))
                .add("resource_id", JsonOutput.of(resourceId))
                .add("resource_name", JsonOutput.of(resourceName))
                .add("project", JsonOutput.of(project))
                .add("action", JsonOutput.of(action))
                .add("owner", JsonOutput.of(owner))
                .add("link", JsonOutput.of(link))
                .add("strict", strict);
        if (RECURRING.equals(how)) {
            said.add("cron", cron == null ? "" : cron).add("time_zone", JsonOutput.of(timeZone));
        } else {
            said.add("at", moment());
        }
        if (url != null) {
            said.add("target", JsonOutput.object().add("url", url));
        }
        return said.build();
    }

    /** Unix time of what the clock shows there. */
    private long moment() {
        var zone = zone();
        try {
            return LocalDateTime.parse(at == null ? "" : at).atZone(zone).toEpochSecond();
        } catch (DateTimeException e) {
            throw Problem.invalid("at", texts.of(SchedulePage.ROOM, "create.at.wrong"));
        }
    }

    private ZoneId zone() {
        if (timeZone == null) {
            return ZoneId.of("UTC");
        }
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw Problem.invalid("time_zone", "must be the IANA name of a time zone");
        }
        return ZoneId.of(timeZone);
    }

    public String getResourceType() {
        return resourceType;
    }

    public void setResourceType(String resourceType) {
        this.resourceType = resourceType;
    }

    public String getResourceId() {
        return resourceId;
    }

    public void setResourceId(String resourceId) {
        this.resourceId = resourceId;
    }

    public String getResourceName() {
        return resourceName;
    }

    public void setResourceName(String resourceName) {
        this.resourceName = resourceName;
    }

    public String getProject() {
        return project;
    }

    public void setProject(String project) {
        this.project = project;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public String getHow() {
        return how;
    }

    public void setHow(String how) {
        this.how = how;
    }

    public String getAt() {
        return at;
    }

    public void setAt(String at) {
        this.at = at;
    }

    public String getCron() {
        return cron;
    }

    public void setCron(String cron) {
        this.cron = cron;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getOwner() {
        return owner;
    }

    public void setOwner(String owner) {
        this.owner = owner;
    }

    public String getLink() {
        return link;
    }

    public void setLink(String link) {
        this.link = link;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public boolean isStrict() {
        return strict;
    }

    public void setStrict(boolean strict) {
        this.strict = strict;
    }
}
