package org.belfry.console.schedules;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.belfry.access.CurrentCaller;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;
import org.belfry.schedule.ScheduleService;

/**
 * The form of a new schedule, or of what one that waits is to be from now on. It says the same as {@code POST /api/schedules} and
 * {@code PUT /api/schedules/{id}}.
 */
@Named("planForm")
@RequestScoped
public class PlanForm {

    private static final String RECURRING = "cron";

    @Inject
    private ScheduleService scheduleService;

    @Inject
    private SchedulePage page;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PageParameters parameters;

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
        if (!isChange()) {
            owner = caller.get().recipient();
            return;
        }
        var schedule = page.getSchedule();
        resourceName = schedule.resourceName();
        project = schedule.project();
        action = schedule.action();
        owner = schedule.owner();
        link = schedule.link();
        url = schedule.targetUrl();
        strict = schedule.strict();
        if (schedule.isRecurring()) {
            how = RECURRING;
            cron = schedule.cron();
            timeZone = schedule.timeZone();
        } else {
            at = Instant.ofEpochSecond(schedule.dueAt())
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDateTime()
                    .toString();
        }
    }

    /** Whether the page's address names a schedule that is to be changed; else it is a new one. */
    public boolean isChange() {
        return parameters.text("id") != null;
    }

    /** Whether the page's address asks for the form, and not for what stands there. */
    public boolean isAskedFor() {
        return !isChange() || parameters.text("change") != null;
    }

    public String getTitle() {
        return isChange()
                ? texts.of(SchedulePage.PACKAGE, "change.title", page.getName())
                : texts.of(SchedulePage.PACKAGE, "new");
    }

    @ReportProblems
    public void save() throws IOException {
        var input = new JsonInput(said());
        var saved = isChange()
                ? scheduleService.change(caller.get(), page.getSchedule().id(), input)
                : scheduleService.create(caller.get(), input);
        var done = isChange() ? "change." : "create.";
        messages.doneAndGone(
                saved.newSecret() == null
                        ? texts.of(SchedulePage.PACKAGE, done + "done")
                        : texts.of(SchedulePage.PACKAGE, done + "secret", saved.newSecret()));
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + "/console/schedule?id="
                + saved.found().schedule().id());
    }

    private JsonObject said() {
        var said = JsonOutput.object()
                .add("resource_name", JsonOutput.of(resourceName))
                .add("project", JsonOutput.of(project))
                .add("action", needed(action))
                .add("owner", needed(owner))
                .add("link", JsonOutput.of(link))
                .add("strict", strict)
                .add("target", url == null ? JsonValue.NULL : object("url", url));
        if (!isChange()) {
            said.add("resource_type", JsonOutput.of(resourceType)).add("resource_id", JsonOutput.of(resourceId));
        }
        if (RECURRING.equals(how)) {
            said.add("cron", cron == null ? "" : cron).add("time_zone", JsonOutput.of(timeZone));
        } else {
            var moment = moment();
            if (!isMomentOf(moment)) {
                said.add("at", moment);
            }
        }
        return said.build();
    }

    private static JsonObject object(String name, String value) {
        return JsonOutput.object().add(name, value).build();
    }

    /** What a change does not mention stays, so that it says of what was emptied that it is empty. */
    private JsonValue needed(String text) {
        return JsonOutput.of(text == null && isChange() ? "" : text);
    }

    /** Whether that is the moment already, which may have come meanwhile: nothing is said of it then. */
    private boolean isMomentOf(long moment) {
        return isChange()
                && !page.getSchedule().isRecurring()
                && Objects.equals(page.getSchedule().dueAt(), moment);
    }

    /** Unix time of what the clock shows there. */
    private long moment() {
        var zone = zone();
        try {
            return LocalDateTime.parse(at == null ? "" : at).atZone(zone).toEpochSecond();
        } catch (DateTimeException e) {
            throw Problem.invalid("at", Sentence.asIs(texts.of(SchedulePage.PACKAGE, "create.at.wrong")));
        }
    }

    private ZoneId zone() {
        if (timeZone == null) {
            return ZoneId.of("UTC");
        }
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw Problem.invalid("time_zone", "must be an IANA time zone such as Europe/Berlin");
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
