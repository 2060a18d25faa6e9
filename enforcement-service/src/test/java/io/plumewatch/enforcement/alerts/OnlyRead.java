package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.feeds.Feeds;
import java.util.Optional;

/** A feed from which streams read, and do nothing else. */
abstract class OnlyRead implements Feeds {

    @Override
    public void append(String feed, String areaCode, String subject, String json) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Item> last(String feed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Item> at(String feed, String position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart(long highest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String end() {
        throw new UnsupportedOperationException();
    }
}
