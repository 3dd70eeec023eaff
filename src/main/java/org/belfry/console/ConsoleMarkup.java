package org.belfry.console;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import jakarta.faces.render.RenderKit;
import jakarta.faces.render.RenderKitFactory;
import jakarta.faces.render.RenderKitWrapper;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.Set;

/**
 * An attribute that says something by being there is not written where its expression has no value: MyFaces would write it empty, and a
 * browser take that for yes; Mojarra leaves it out. Registered in faces-config.xml.
 */
public class ConsoleMarkup extends RenderKitFactory {

    private static final Set<String> SAID_BY_BEING_THERE =
            Set.of("selected", "checked", "hidden", "open", "disabled", "readonly", "aria-current");

    public ConsoleMarkup(RenderKitFactory wrapped) {
        super(wrapped);
    }

    @Override
    public RenderKit getRenderKit(FacesContext context, String id) {
        var kit = getWrapped().getRenderKit(context, id);
        return kit == null ? null : new Kit(kit);
    }

    @Override
    public void addRenderKit(String id, RenderKit kit) {
        getWrapped().addRenderKit(id, kit);
    }

    @Override
    public Iterator<String> getRenderKitIds() {
        return getWrapped().getRenderKitIds();
    }

    private static final class Kit extends RenderKitWrapper {

        private Kit(RenderKit wrapped) {
            super(wrapped);
        }

        @Override
        public ResponseWriter createResponseWriter(Writer writer, String types, String encoding) {
            return new Markup(super.createResponseWriter(writer, types, encoding));
        }
    }

    private static final class Markup extends ResponseWriterWrapper {

        private Markup(ResponseWriter wrapped) {
            super(wrapped);
        }

        @Override
        public void writeAttribute(String name, Object value, String property) throws IOException {
            if (!"".equals(value) || !SAID_BY_BEING_THERE.contains(name)) {
                super.writeAttribute(name, value, property);
            }
        }

        @Override
        public ResponseWriter cloneWithWriter(Writer writer) {
            return new Markup(super.cloneWithWriter(writer));
        }
    }
}
