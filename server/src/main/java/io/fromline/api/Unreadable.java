package io.fromline.api;

import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a request's body without echoing any of it. */
final class Unreadable {

    private Unreadable() {}

    static Problem problem(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Problem problem -> {
                    return problem;
                }
                case BodyTooLarge tooLarge -> {
                    return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "request.too_large");
                }
                case UnrecognizedPropertyException unknown -> {
                    return Problem.field(path(unknown), "request.unknown_field", "field", path(unknown));
                }
                case MismatchedInputException mismatch
                when !mismatch.getPath().isEmpty() -> {
                    return Problem.field(path(mismatch), "request.wrong_type", "field", path(mismatch));
                }
                case StreamConstraintsException tooMuch -> {
                    return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "request.too_large");
                }
                default -> {}
            }
        }
        boolean missing = unreadable.getCause() == null;
        return Problem.of(HttpStatus.BAD_REQUEST, missing ? "request.missing_body" : "request.malformed");
    }

    /** {@code items[2].to}. */
    private static String path(JacksonException broken) {
        String path = broken.getPath().stream()
                .map(at -> at.getPropertyName() == null ? "[" + at.getIndex() + "]" : "." + at.getPropertyName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
