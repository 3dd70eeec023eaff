package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelDefaults;
import org.belfry.catalog.ChannelSetting;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.EventType;
import org.belfry.catalog.EventType.Origin;
import org.belfry.catalog.Priority;
import org.belfry.catalog.TypeTemplates;
import org.belfry.catalog.TypeTemplates.Text;
import org.junit.jupiter.api.Test;

class EventRendererTest {

    /** An ad-hoc type, which says its code and no message. */
    private static final EffectiveType TYPE = new EffectiveType(
            new EventType(
                    "ping",
                    "other",
                    null,
                    new TypeTemplates("ping"),
                    Priority.LOW,
                    EnumSet.of(Channel.IN_APP),
                    false,
                    null,
                    Origin.AD_HOC),
            new ChannelDefaults(
                    Map.of(
                            Channel.IN_APP, ChannelSetting.ON,
                            Channel.EMAIL, ChannelSetting.OFF,
                            Channel.WEBHOOK, ChannelSetting.OFF),
                    false),
            "Acme",
            Locale.ENGLISH);

    private static EventDraft draft(String title, String message) {
        return new EventDraft(
                null,
                null,
                "ping",
                null,
                List.of("ada"),
                title,
                message,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                false);
    }

    @Test
    void whatTheEventSaysItselfIsWhatIsSaid() {
        assertThat(EventRenderer.of(TYPE, draft("T", "M"), null).own()).isEqualTo(new Text("T", "M"));
    }

    @Test
    void whatItDoesNotSayIsItsTypes() {
        assertThat(EventRenderer.of(TYPE, draft(null, null), null).own()).isEqualTo(new Text("ping", null));
        assertThat(EventRenderer.of(TYPE, draft("T", null), null).own()).isEqualTo(new Text("T", null));
        assertThat(EventRenderer.of(TYPE, draft(null, "M"), null).own()).isEqualTo(new Text("ping", "M"));
    }
}
