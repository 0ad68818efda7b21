package io.fromline.api;

import io.fromline.demo.Demo;
import io.fromline.demo.Difficult;
import io.fromline.demo.LocalInbox;
import io.fromline.demo.Person;
import io.fromline.mail.read.MessageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The demonstration's people and mail; a server that is none answers 404 to all of it. */
@RestController
@RequestMapping("/v1/demo")
@Tag(name = "Demo")
class DemoController {

    private static final int PAGE = 100;

    private final ObjectProvider<Demo> demo;

    DemoController(ObjectProvider<Demo> demo) {
        this.demo = demo;
    }

    record AccountJson(
            String email,
            String password,
            String role,
            @Nullable String tenant) {}

    /** A mail account that has to be mended first: {@code kind} says how. */
    record DifficultJson(String kind, String username, String password, boolean administered) {

        static DifficultJson of(Difficult account) {
            return new DifficultJson(
                    account.name().toLowerCase(Locale.ROOT),
                    account.username(),
                    account.typed(),
                    account.administered());
        }
    }

    record AllowedRequest(@Nullable Boolean allowed) {}

    record DemoJson(List<AccountJson> accounts, Demo.MailService mailServer, List<DifficultJson> difficult) {}

    record Row(UUID id, String mailbox, String from, String subject, Instant receivedAt) {

        static Row of(LocalInbox.Mail mail) {
            return new Row(mail.id(), mail.mailbox(), mail.header("From"), mail.header("Subject"), mail.receivedAt());
        }
    }

    record Inbox(
            List<Row> items,
            List<String> mailboxes,
            @Nullable String next) {}

    record MailJson(
            UUID id,
            String mailbox,
            String from,
            String subject,
            Instant receivedAt,
            List<MessageView.Field> headers,
            @Nullable String html,
            @Nullable String text,
            List<MessageView.Part> attachments,
            String source) {}

    @GetMapping
    @Operation(summary = "Demo only: who can sign in, and the mail server to try")
    DemoJson demo() {
        List<AccountJson> accounts = Person.ALL.stream()
                .map(person -> new AccountJson(
                        person.email(),
                        person.password(),
                        person.role().label(),
                        person.owner().isPlatform() ? null : person.owner().value()))
                .toList();
        return new DemoJson(
                accounts,
                running().mailService(),
                Arrays.stream(Difficult.values()).map(DifficultJson::of).toList());
    }

    @PutMapping("/mail-accounts/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Demo only: be the administrator of a mail account, and let programs use it or not")
    void administer(Caller caller, @PathVariable String username, @RequestBody AllowedRequest asked) {
        caller.requireWrite();
        if (!running().administer(username, Boolean.TRUE.equals(asked.allowed()))) {
            throw Problem.notFound();
        }
    }

    @GetMapping("/inbox")
    @Operation(summary = "Demo only: the mail that the local mail server was given, newest first")
    Inbox inbox(
            Caller caller,
            @RequestParam(required = false) @Nullable String mailbox,
            @RequestParam(required = false) @Nullable UUID after) {
        LocalInbox inbox = running().inbox();
        List<LocalInbox.Mail> page = inbox.list(mailbox, after, PAGE);
        String next = page.size() < PAGE ? null : page.getLast().id().toString();
        return new Inbox(page.stream().map(Row::of).toList(), inbox.mailboxes(), next);
    }

    @GetMapping("/inbox/{id}")
    @Operation(summary = "Demo only: one mail; untrusted")
    MailJson mail(Caller caller, @PathVariable UUID id) {
        LocalInbox.Mail mail = running().inbox().find(id).orElseThrow(Problem::notFound);
        Row row = Row.of(mail);
        MessageView view = mail.view();
        return new MailJson(
                row.id(),
                row.mailbox(),
                row.from(),
                row.subject(),
                row.receivedAt(),
                view.headers(),
                view.html(),
                view.text(),
                view.attachments(),
                mail.source());
    }

    @DeleteMapping("/inbox")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Demo only: empty the local inbox")
    void clear(Caller caller) {
        running().inbox().clear();
    }

    private Demo running() {
        Demo there = demo.getIfAvailable();
        if (there == null) {
            throw Problem.notFound();
        }
        return there;
    }
}
