package org.hongting.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import org.hongting.protocol.Limits;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/// The one JSON reader and writer of the record and the wire.
///
/// Reading is strict about form (depth, lengths, doubled keys, trailing bytes, null for a primitive, a number for a
/// text or a text for a number) and lenient about content it does not know: an unknown property is skipped, so that a
/// newer peer may add one. Writing keeps the order in which a record declares its components and leaves out what is
/// null. Safe for use by many threads.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(64 * 1024)
                            .maxNameLength(128)
                            .maxNumberLength(32)
                            .maxDocumentLength(Limits.COURSE_MANIFEST_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfigDefaults(Json::refuseOtherShapes)
            .withCoercionConfig(LogicalType.Textual, Json::refuseOtherShapes)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new RequiredIsNeverNull())
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    /// Two readers that guess differently would disagree about signed bytes, so nobody guesses.
    private static void refuseOtherShapes(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }

    /// @return UTF-8 bytes of one line, with no line break in them
    public static byte[] write(Object value) {
        return WRITER.writeValueAsBytes(value);
    }

    public static String writeText(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /// @throws MalformedJson if the bytes are not exactly one well-formed value of that type
    public static <T> T read(byte[] utf8, Class<T> type) {
        try {
            T value = MAPPER.readValue(utf8, type);
            if (value == null) {
                throw new MalformedJson("null where a value was expected");
            }
            return value;
        } catch (JacksonException | IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /// @throws MalformedJson if the node does not describe a value of that type
    public static <T> T convert(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /// @throws MalformedJson if the bytes are not exactly one well-formed object
    public static ObjectNode readObject(byte[] utf8) {
        try {
            JsonNode node = MAPPER.readTree(utf8);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new MalformedJson("not an object");
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /// A record as an object node, in declaration order.
    public static ObjectNode toObject(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// Without the offending text and without the parser's exception, which quotes it: what was read may be
    /// personal or hostile and has no place in a log. Only the words of our own constructors are passed on;
    /// subclasses of their exception are the platform's and quote.
    private static MalformedJson malformed(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new MalformedJson(
                cause.getClass() == IllegalArgumentException.class && cause.getMessage() != null
                        ? cause.getMessage()
                        : e.getClass().getSimpleName());
    }
}
