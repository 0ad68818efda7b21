package io.fromline.api;

import io.fromline.tenant.StoreUnavailable;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what went wrong before any controller was found, in the same form as everything else. */
@Controller
@Hidden
class ErrorAnswers implements ErrorController {

    private final Problems problems;

    ErrorAnswers(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    ResponseEntity<Map<String, @Nullable Object>> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return problems.answer(problem(request, status), request);
    }

    private static Problem problem(HttpServletRequest request, int status) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof StoreUnavailable) {
            return ProblemAdvice.UNAVAILABLE;
        }
        return status >= 500
                ? Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "reference", "-")
                : ProblemAdvice.ofStatus(status);
    }
}
