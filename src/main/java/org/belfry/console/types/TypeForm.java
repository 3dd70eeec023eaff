package org.belfry.console.types;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import org.belfry.catalog.Channel;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.LocalizedTypeText;
import org.belfry.catalog.Priority;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonOutput;

/** What is written in the form of a type, in the words of {@code POST /api/types}. Whatever is left empty is null. */
public class TypeForm {

    private static final InputPattern INTEGER = InputPattern.of(19, "-?[0-9]{1,18}");

    private String code;
    private String category;
    private String description;
    private String title;
    private String message;
    private List<String> channels = List.of(Channel.IN_APP.code());
    private String priority = Priority.MEDIUM.code();
    private boolean mandatory;
    private String collapseWindow;

    /** As the type is now. */
    void show(EffectiveType effective, LocalizedTypeText words) {
        var type = effective.type();
        code = type.code();
        category = type.category();
        description = words.description();
        title = words.title();
        message = words.message();
        channels = type.channels().stream().map(Channel::code).toList();
        priority = type.priority().code();
        mandatory = type.mandatory();
        collapseWindow = type.collapseWindow() == null ? null : String.valueOf(type.collapseWindow());
    }

    JsonObject json() {
        var told = JsonOutput.object();
        Arrays.stream(Channel.values()).forEach(channel -> told.add(channel.code(), channels.contains(channel.code())));
        return JsonOutput.object()
                .add("code", JsonOutput.of(code))
                .add("category", JsonOutput.of(category))
                .add("description", JsonOutput.of(description))
                .add("title", JsonOutput.of(title))
                .add("message", JsonOutput.of(message))
                .add("channels", told)
                .add("priority", JsonOutput.of(priority))
                .add("mandatory", mandatory)
                .add("collapse_window", number(collapseWindow))
                .build();
    }

    /** What is no number is left as it is, to be refused. */
    private static JsonValue number(String text) {
        return INTEGER.matches(text) ? JsonOutput.of(Long.valueOf(text)) : JsonOutput.of(text);
    }

    /** Browsers end the lines of a text by two characters. */
    private static String lines(String text) {
        return text == null ? null : text.replace("\r\n", "\n");
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getCategory() {
        return category;
    }

    public void setCategory(String category) {
        this.category = category;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = lines(description);
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = lines(title);
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String message) {
        this.message = lines(message);
    }

    public List<String> getChannels() {
        return channels;
    }

    public void setChannels(List<String> channels) {
        this.channels = channels;
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }

    public boolean isMandatory() {
        return mandatory;
    }

    public void setMandatory(boolean mandatory) {
        this.mandatory = mandatory;
    }

    public String getCollapseWindow() {
        return collapseWindow;
    }

    public void setCollapseWindow(String collapseWindow) {
        this.collapseWindow = collapseWindow;
    }
}
