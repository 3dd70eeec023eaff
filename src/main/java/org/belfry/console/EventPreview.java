package org.belfry.console;

/**
 * What an event would look like to the one who is told, for {@code b:shown}.
 *
 * @param priority its code
 * @param category its code
 * @param message null for none
 * @param link null for none
 * @param actor null for none
 * @param from whom the e-mail comes from; null where no mail server is configured
 * @param html of the e-mail, a whole document
 * @param text of the e-mail
 */
public record EventPreview(
        String title,
        String message,
        String priority,
        String category,
        String link,
        String actor,
        String from,
        String subject,
        String html,
        String text) {

    public String getTitle() {
        return title;
    }

    public String getMessage() {
        return message;
    }

    public String getPriority() {
        return priority;
    }

    public String getCategory() {
        return category;
    }

    public String getLink() {
        return link;
    }

    public String getActor() {
        return actor;
    }

    public String getFrom() {
        return from;
    }

    public String getSubject() {
        return subject;
    }

    public String getHtml() {
        return html;
    }

    public String getText() {
        return text;
    }
}
