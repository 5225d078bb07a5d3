package org.hongting.protocol.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.Serial;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/// Makes a null in the place of a required component as bad as none at all, and leaves optional ones alone. The
/// parser's own feature for this refuses optional components that are simply absent.
final class RequiredIsNeverNull extends JacksonAnnotationIntrospector {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        JsonProperty property = annotated.getAnnotation(JsonProperty.class);
        return property != null && property.required()
                ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
                : super.findSetterInfo(config, annotated);
    }
}
