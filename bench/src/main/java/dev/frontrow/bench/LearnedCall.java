package dev.frontrow.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;

/**
 * A script call that the server makes for one user, overheard from Redis, to be made for a million others without HTTP.
 * So the benchmark runs the server's own script, whatever its keys and arguments are.
 */
final class LearnedCall {

    private static final int WAIT_SECONDS = 20;

    private final byte[][] arguments;
    private final int place;
    private final Form form;

    /** A way to write a user's id. */
    private enum Form {
        BASE64 {
            @Override
            byte[] of(UUID id) {
                return Base64.getUrlEncoder().withoutPadding().encode(BYTES.of(id));
            }
        },
        TEXT {
            @Override
            byte[] of(UUID id) {
                return id.toString().getBytes(StandardCharsets.US_ASCII);
            }
        },
        BYTES {
            @Override
            byte[] of(UUID id) {
                return ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
            }
        };

        abstract byte[] of(UUID id);
    }

    private LearnedCall(byte[][] arguments, int place, Form form) {
        this.arguments = arguments;
        this.place = place;
        this.form = form;
    }

    /** Listens to Redis while the server does something for that user. */
    static LearnedCall overhear(Server server, UUID user, ThrowingRunnable act) throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var ear = server.redis();
        var listening = Thread.ofVirtual().start(() -> listen(ear, heard));
        while (heard.isEmpty()) {
            server.redis().ping(); // until the ear hears it
            Thread.sleep(1);
        }
        act.run();
        try {
            return find(user, heard);
        } finally {
            ear.close();
            listening.join();
        }
    }

    /** What may fail. */
    interface ThrowingRunnable {
        void run() throws Exception;
    }

    private static void listen(Jedis ear, BlockingQueue<String> heard) {
        try {
            ear.monitor(new JedisMonitor() {
                @Override
                public void onCommand(String command) {
                    heard.add(command);
                }
            });
        } catch (RuntimeException closed) {
            // It has heard enough.
        }
    }

    private static LearnedCall find(UUID user, BlockingQueue<String> heard) throws InterruptedException {
        String line;
        while ((line = heard.poll(WAIT_SECONDS, TimeUnit.SECONDS)) != null) {
            var words = words(line);
            if (words.getFirst().length == 0
                    || !new String(words.getFirst(), StandardCharsets.US_ASCII)
                            .toLowerCase(Locale.ROOT)
                            .equals("evalsha")) {
                continue;
            }
            for (var form : Form.values()) {
                for (int i = 1; i < words.size(); i++) {
                    if (indexOf(words.get(i), form.of(user)) >= 0) {
                        return new LearnedCall(words.subList(1, words.size()).toArray(byte[][]::new), i - 1, form)
                                .without(user);
                    }
                }
            }
        }
        throw new IllegalStateException("The server ran no script for that user");
    }

    private LearnedCall without(UUID user) {
        var id = form.of(user);
        var argument = arguments[place];
        int at = indexOf(argument, id);
        arguments[place] = Arrays.copyOf(argument, at);
        if (at + id.length != argument.length) {
            throw new IllegalStateException("The user's id does not end the key");
        }
        return this;
    }

    /** The same call for another user. */
    Response<Object> run(Pipeline pipeline, UUID user) {
        var all = arguments.clone();
        var prefix = arguments[place];
        var id = form.of(user);
        all[place] = ByteBuffer.allocate(prefix.length + id.length)
                .put(prefix)
                .put(id)
                .array();
        return pipeline.sendCommand(Protocol.Command.EVALSHA, all);
    }

    /** The quoted words of a line of {@code MONITOR}; one empty word when there is none. */
    private static List<byte[]> words(String line) {
        var words = new ArrayList<byte[]>();
        int at = line.indexOf('"');
        while (at >= 0) {
            var word = new ByteArrayOutputStream();
            for (at++; line.charAt(at) != '"'; at++) {
                char letter = line.charAt(at);
                if (letter == '\\') {
                    letter = line.charAt(++at);
                    if (letter == 'x') {
                        letter = (char) Integer.parseInt(line.substring(at + 1, at + 3), 16);
                        at += 2;
                    } else {
                        letter = unescaped(letter);
                    }
                }
                word.write(letter);
            }
            words.add(word.toByteArray());
            at = line.indexOf('"', at + 1);
        }
        return words.isEmpty() ? List.of(new byte[0]) : words;
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'a' -> 7;
            case 'b' -> '\b';
            default -> letter;
        };
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (int at = 0; at <= text.length - part.length; at++) {
            if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}
