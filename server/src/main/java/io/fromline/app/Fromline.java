package io.fromline.app;

import io.fromline.account.FirstOperator;
import io.fromline.demo.Demo;
import io.fromline.demo.Person;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts Fromline: {@code run}, or one of its commands.
 *
 * <p>A start that cannot succeed says why in one line and ends with a code other than 0.
 */
public final class Fromline {

    private Fromline() {}

    public static void main(String[] arguments) {
        System.exit(command(arguments.length == 0 ? "run" : arguments[0], System.getenv(), System.out, System.err));
    }

    static int command(String command, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            return switch (command) {
                case "run" -> run(environment, out);
                case "warm-up" -> {
                    Rehearsal.play(environment, Rehearsal.MESSAGES);
                    yield 0;
                }
                case "doctor" ->
                    new Doctor(Config.load(environment), InstantSource.system(), out).examine() == 0 ? 0 : 1;
                case "rotate-master-key" -> KeyRotation.rotate(Config.load(environment), out);
                case "settings" -> settings(out);
                default -> {
                    err.println("fromline: unknown command " + command);
                    yield 64;
                }
            };
        } catch (ConfigProblem problem) {
            err.println("fromline: " + problem.getMessage());
            return 78;
        }
    }

    private static int run(Map<String, String> environment, PrintStream out) {
        Settings settings = Settings.read(environment);
        Running running = settings.flag(Setting.DEMO) ? runDemo(environment, out) : run(settings, out, beans -> {});
        out.println("Fromline is ready at " + running.address());
        running.part(FirstOperator.class)
                .link()
                .ifPresent(link -> out.println("Set up the first operator, once, at " + link));
        if (settings.flag(Setting.DEMO)) {
            Person.ALL.forEach(person ->
                    out.printf("  %-9s %-28s %s%n", person.role().label(), person.email(), person.password()));
        }
        waitForTheEnd();
        return 0;
    }

    private static Running run(Settings settings, PrintStream out, Consumer<GenericApplicationContext> customizer) {
        Config.shown(settings).forEach(line -> out.println("  " + line));
        return start(Config.from(settings), customizer);
    }

    private static Running runDemo(Map<String, String> environment, PrintStream out) {
        Demo demo = Demo.start();
        SpringApplication.getShutdownHandlers().add(demo::close);
        Settings settings = inDemo(demo, environment);
        Config.Submission submission = Config.from(settings).mail().submission();
        Demo.MailService mail = demo.mailService();
        out.println("  a local mail server: " + mail.server() + ":" + mail.port() + ", user " + mail.username()
                + ", password " + mail.password());
        out.println("  mail is taken in by SMTP at " + submission.host() + ":" + submission.startTls()
                + " (STARTTLS) and " + submission.tls() + " (TLS), user: a shop's id, password: one of its keys");
        return run(
                settings,
                out,
                beans -> beans.registerBean(Demo.class, () -> demo, bean -> bean.setDestroyMethodName("")));
    }

    /** A demonstration in this process; closing it leaves the mail server, which the caller has. */
    static Running start(Demo demo, Map<String, String> environment) {
        return start(
                Config.from(inDemo(demo, environment)),
                beans -> beans.registerBean(Demo.class, () -> demo, bean -> bean.setDestroyMethodName("")));
    }

    private static Settings inDemo(Demo demo, Map<String, String> environment) {
        try {
            return Settings.read(
                    demo.settings(environment, Settings.read(environment).dataDir()));
        } catch (IOException broken) {
            throw new ConfigProblem("cannot write the demo's certificate: " + broken.getMessage());
        }
    }

    private static int settings(PrintStream out) {
        for (Setting setting : Setting.values()) {
            String fallback = setting.fallback().isEmpty() ? "" : " (" + setting.fallback() + ")";
            out.println(setting.key() + fallback + "\n    " + setting.purpose());
        }
        return 0;
    }

    /** Starts a server in this process; {@code customizer} may put beans in place of ours, such as a clock. */
    public static Running start(Config config, Consumer<GenericApplicationContext> customizer) {
        DataFolder folder = DataFolder.lock(config.storage().dataDir());
        Starting<OpenDatabase> database = Starting.of(() -> OpenDatabase.open(config.storage(), folder.path()));
        Runnable afterwards = once(() -> {
            database.await().close();
            unlock(folder);
        });
        SpringApplication.getShutdownHandlers().add(afterwards);
        try {
            return new Running(config, application(config, folder.path(), database, customizer), afterwards);
        } catch (RuntimeException broken) {
            afterwards.run();
            throw plainly(broken);
        }
    }

    private static ConfigurableApplicationContext application(
            Config config,
            Path folder,
            Starting<OpenDatabase> database,
            Consumer<GenericApplicationContext> customizer) {
        SpringApplication application = new SpringApplication(Server.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(properties(config));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Config.class, () -> config);
            beans.registerBean("starting", Starting.class, () -> database);
            customizer.accept(beans);
        });
        return application.run();
    }

    private static Map<String, Object> properties(Config config) {
        String address = config.http().address();
        return address == null
                ? Map.of("server.port", config.http().port())
                : Map.of("server.port", config.http().port(), "server.address", address);
    }

    /** Spring wraps what goes wrong in a bean; the person at the terminal wants the sentence at the bottom. */
    private static RuntimeException plainly(RuntimeException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigProblem problem) {
                return problem;
            }
        }
        return broken;
    }

    private static Runnable once(Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                work.run();
            }
        };
    }

    private static void unlock(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
