package io.fromline.api;

import io.fromline.tenant.Ids;
import io.fromline.tenant.StoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Turns everything that goes wrong while a request is handled into a problem.
 *
 * <p>An unexpected exception is logged under a reference that the answer carries; its text is never in the answer.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** The database is away or full. */
    static final Problem UNAVAILABLE = Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> problem(Problem problem, HttpServletRequest request) {
        return problems.answer(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> unreadable(
            HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return problems.answer(Unreadable.problem(unreadable), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> wrongParameter(
            MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        // An id that is not a UUID names nothing.
        Problem problem = mismatch.getParameter()
                        .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)
                ? Problem.notFound()
                : Problem.field(mismatch.getName(), "request.wrong_parameter", "field", mismatch.getName());
        return problems.answer(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> wrongParameters(BindException wrong, HttpServletRequest request) {
        var error = wrong.getFieldError();
        var field = error == null ? wrong.getObjectName() : error.getField();
        return problems.answer(Problem.field(field, "request.wrong_parameter", "field", field), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> rejected(
            RequestRejectedException rejected, HttpServletRequest request) {
        return problems.answer(Problem.of(HttpStatus.BAD_REQUEST, "request.malformed_address"), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> missingParameter(
            MissingServletRequestParameterException missing, HttpServletRequest request) {
        return problems.answer(
                Problem.field(missing.getParameterName(), "request.missing_field", "field", missing.getParameterName()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> missingHeader(
            MissingRequestHeaderException missing, HttpServletRequest request) {
        return problems.answer(
                Problem.field(missing.getHeaderName(), "request.missing_field", "field", missing.getHeaderName()),
                request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Map<String, @Nullable Object>> notAcceptable(
            HttpMediaTypeNotAcceptableException refused, HttpServletRequest request) {
        return problems.answer(Problem.of(HttpStatus.NOT_ACCEPTABLE, "request.not_acceptable"), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> unavailable(StoreUnavailable away, HttpServletRequest request) {
        LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), away.getMessage());
        return problems.answer(UNAVAILABLE, request);
    }

    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("the client went away", gone);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> anything(Exception unexpected, HttpServletRequest request) {
        if (unexpected instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return problems.answer(ofStatus(known.getStatusCode().value()), request);
        }
        String reference = Ids.next().toString();
        LOG.error("{} {} failed, reference {}", request.getMethod(), request.getRequestURI(), reference, unexpected);
        return problems.answer(
                Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "reference", reference)
                        .with("reference", reference),
                request);
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.notFound();
            case 405 -> Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "request.method_not_allowed");
            case 406 -> Problem.of(HttpStatus.NOT_ACCEPTABLE, "request.not_acceptable");
            case 413 -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "request.too_large");
            case 415 -> Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "request.unsupported_media_type");
            default -> Problem.of(HttpStatus.BAD_REQUEST, "request.malformed");
        };
    }
}
