package org.belfry.delivery.email;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.SourceReport;

/** E-mails of every kind, to be looked at and to be measured. */
final class Samples {

    static final EmailLinks LINK = EmailLinks.stopping(
                    "https://belfry.example.org/api/unsubscribe?token=AAAAAAAAAAEAAAAAAAAACW1lbnRpb24")
            .reading("https://belfry.example.org/api/read?token=AAAAAAAAAAEAAAAAAAAACQAAAAAAAAAH");

    private Samples() {}

    static Map<String, EmailContent> all() {
        var samples = new LinkedHashMap<String, EmailContent>();
        samples.put("all-parts", EmailContent.of(allParts(Locale.UK), LINK));
        samples.put("all-parts-de", EmailContent.of(german(), LINK));
        samples.put("minimal", EmailContent.of(minimal(), EmailLinks.NONE));
        samples.put("critical", EmailContent.of(critical(), EmailLinks.MANDATORY));
        samples.put("long-words", EmailContent.of(longWords(), LINK));
        samples.put("arabic", EmailContent.of(arabic(), LINK));
        samples.put("digest", EmailContent.of(digest(12, Locale.UK), EmailLinks.NONE));
        samples.put("digest-de", EmailContent.of(digest(3, Locale.GERMANY), EmailLinks.NONE));
        return samples;
    }

    static LeasedMessage allParts(Locale locale) {
        return new Mails()
                .from("Acme Analytics", null)
                .to("ada", locale, "Europe/London")
                .item(
                        5,
                        Mails.content(
                                "execution.failed",
                                "executions",
                                "high",
                                "Nightly ETL has failed",
                                "The run stopped after 14 minutes, in the step \"load\".\n\nLast lines of its log:\n"
                                        + "  connecting to warehouse…\n  timeout after 30 s",
                                "https://app.example.org/workflows/42/runs/9917?tab=log",
                                "scheduler"),
                        new SourceReport("workflow", "42", true, "Nightly ETL", "failed"))
                .build();
    }

    private static LeasedMessage german() {
        return new Mails()
                .from("Glöckner & Söhne", null)
                .to("Jürgen", Locale.GERMANY, "Europe/Berlin")
                .item(
                        6,
                        Mails.content(
                                "task_assigned",
                                "tasks",
                                "medium",
                                "Neue Aufgabe: Quartalszahlen prüfen",
                                "Grace hat Ihnen eine Aufgabe zugewiesen. Bitte bis Freitag erledigen.",
                                "https://app.example.org/aufgaben/42",
                                "grace"),
                        new SourceReport("task", "42", true, "Quartalszahlen prüfen", "zugewiesen"))
                .build();
    }

    private static LeasedMessage minimal() {
        return new Mails()
                .from("Acme", null)
                .to("ada", Locale.ENGLISH, "UTC")
                .item(7, Mails.content("mention", "tasks", "low", "Hello", null, null, null), null)
                .build();
    }

    private static LeasedMessage critical() {
        return new Mails()
                .from("Acme Analytics", null)
                .to("ada", Locale.US, "America/New_York")
                .item(
                        8,
                        Mails.content(
                                "password_changed",
                                "security",
                                "critical",
                                "Your password was changed",
                                "If this was not you, ask an administrator to lock your account at once.",
                                "https://app.example.org/account",
                                null),
                        null)
                .build();
    }

    private static LeasedMessage longWords() {
        var word = "org.example.application.module.VeryLongClassName$InnerClassWithAnotherLongName.".repeat(3);
        return new Mails()
                .from("Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle", null)
                .to("ada", Locale.UK, "Europe/London")
                .item(
                        9,
                        Mails.content(
                                "x".repeat(120),
                                "an-own-category-with-a-name-that-is-rather-long",
                                "medium",
                                word,
                                word + "\n" + word,
                                "https://app.example.org/" + "a".repeat(300),
                                "y".repeat(150)),
                        new SourceReport("z".repeat(90), "w".repeat(90), false, word, "v".repeat(80)))
                .build();
    }

    private static LeasedMessage arabic() {
        return new Mails()
                .from("مثال للتحليلات", null)
                .to("سارة", Locale.forLanguageTag("ar"), "Asia/Riyadh")
                .item(
                        10,
                        Mails.content(
                                "task_assigned",
                                "tasks",
                                "high",
                                "مهمة جديدة: تحليل أرقام الربع الرابع",
                                "لقد تم تكليفك بهذه المهمة.\nيرجى إنهاؤها قبل يوم الجمعة.",
                                "https://app.example.org/tasks/42",
                                "grace"),
                        new SourceReport("task", "42", true, "تحليل أرقام الربع الرابع", "assigned"))
                .build();
    }

    static LeasedMessage digest(int count, Locale locale) {
        var kinds = List.of(
                Mails.content(
                        "execution.failed",
                        "executions",
                        "high",
                        "Nightly ETL has failed",
                        "The run stopped after 14 minutes, in the step \"load\".",
                        "https://app.example.org/workflows/42/runs/9917",
                        "scheduler"),
                Mails.content(
                        "mention",
                        "tasks",
                        "medium",
                        "Grace mentioned you",
                        "In \"Analyze Q4 metrics\": could you have a look at the second chart? I think that the axis is wrong,"
                                + " and the numbers of October are missing.",
                        "https://app.example.org/tasks/42",
                        "grace"),
                Mails.content("agent_offline", "agents", "low", "DataAnalyst is offline", null, null, null));
        var mails = new Mails().from("Acme Analytics", null).to("ada", locale, "Europe/Berlin");
        for (var i = 0; i < count; i++) {
            mails.item(100 + i, kinds.get(i % kinds.size()), null);
        }
        return mails.build();
    }
}
