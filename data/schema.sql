-- Tables of a release, schema version 1: one kvali.duckdb per release, written once, then read only.
-- Texts in both languages live in the records; these tables hold what is joined and constrained.

CREATE TABLE releases (            -- exactly one row: this release; the same keys as manifest.json
    release        VARCHAR PRIMARY KEY,          -- '<data date>-<first 8 hex of content_sha256>'
    schema_version INTEGER NOT NULL CHECK (schema_version >= 1),
    content_sha256 VARCHAR NOT NULL UNIQUE CHECK (regexp_full_match(content_sha256, '[0-9a-f]{64}')),
    inputs_sha256  VARCHAR NOT NULL,             -- sources + records + code + seed: decides "stale"
    seed           BIGINT  NOT NULL,
    previous       VARCHAR,                      -- release this one is compared with
    code_version   VARCHAR NOT NULL
);

CREATE TABLE sources (             -- one row = one edition of one source; a new edition is a new row, never an update
    source    VARCHAR PRIMARY KEY CHECK (regexp_full_match(source, '[a-z0-9_]+')),
    publisher VARCHAR NOT NULL, title VARCHAR NOT NULL, version VARCHAR, url VARCHAR,
    licence   VARCHAR NOT NULL,
    terms     VARCHAR NOT NULL CHECK (terms IN ('open', 'cite', 'quote', 'own', 'hub')),  -- what may leave in bulk
    retrieved DATE,
    year_rule VARCHAR NOT NULL DEFAULT 'data year',   -- e.g. 'edition - 1', already applied to facts.year
    notes     VARCHAR
);

CREATE TABLE places (              -- one row = one place that can carry a fact
    place   VARCHAR PRIMARY KEY,                 -- GEO | GE-KK | 2681111 | GE-Q-NE | ALB
    level   VARCHAR NOT NULL CHECK (level IN ('country', 'region', 'municipality', 'macroregion', 'settlement_type')),
    name_ka VARCHAR, name_en VARCHAR NOT NULL,
    lat DOUBLE, lon DOUBLE,
    statistics VARCHAR NOT NULL DEFAULT 'official' CHECK (statistics IN ('official', 'none: occupied')),
    UNIQUE (place, level)
);

CREATE TABLE place_members (       -- one row = member lies in whole (country > region > municipality; macro-region > region)
    whole  VARCHAR NOT NULL REFERENCES places (place),
    member VARCHAR NOT NULL REFERENCES places (place),
    PRIMARY KEY (whole, member), CHECK (whole <> member)
);

CREATE TABLE indicators (          -- one row = one record in analytics/indicators; the id stands once, whatever its levels
    indicator VARCHAR PRIMARY KEY CHECK (regexp_full_match(indicator, '[a-z][a-z0-9_]*')),
    pillar    VARCHAR NOT NULL CHECK (pillar IN ('environment', 'csr', 'engagement', 'advocacy', 'capacity', 'context')),
    concept   VARCHAR NOT NULL,                  -- indicators that claim the same quantity share it (cb_volunteer6m, eng_volunteer -> volunteering): national reference and contradiction ledger work on it
    kind      VARCHAR NOT NULL CHECK (kind IN ('published', 'derived', 'index')),
    unit      VARCHAR NOT NULL,                  -- ONE unit per indicator: two currencies are two indicators
    better    VARCHAR NOT NULL CHECK (better IN ('higher', 'lower', 'neither')),
    scale_min DOUBLE, scale_max DOUBLE, CHECK (scale_min < scale_max),
    additive  BOOLEAN NOT NULL DEFAULT FALSE,    -- may members be summed to the whole
    n_means   VARCHAR                            -- 'respondents' | 'voters on the list' | NULL
);

CREATE TABLE groups (              -- one row = one dimension of one disaggregation; '' (the total) has no row here
    grp       VARCHAR NOT NULL CHECK (grp <> ''),
    dimension VARCHAR NOT NULL CHECK (dimension IN
              ('sex', 'age', 'settlement', 'answer', 'size', 'field', 'company', 'trust_ngo', 'versus', 'choice', 'component')),
    category  VARCHAR NOT NULL CHECK (category <> ''),
    PRIMARY KEY (grp, dimension)                 -- grp = 'dimension=category' joined by '|' in alphabetical order
);

CREATE TABLE facts (               -- one row = one number that exists, published or computed. No row without a value.
    fact_id   VARCHAR PRIMARY KEY CHECK (regexp_full_match(fact_id, 'k[a-z2-7]{12}')),
    indicator VARCHAR NOT NULL REFERENCES indicators (indicator),
    place     VARCHAR NOT NULL REFERENCES places (place),
    year      SMALLINT NOT NULL CHECK (year BETWEEN 1900 AND 2100),   -- data year, not edition
    wave      VARCHAR NOT NULL DEFAULT '',       -- what tells two values of one source in one year apart: 'H1', 'Jan-Aug', 'round 2'
    grp       VARCHAR NOT NULL DEFAULT '',       -- '' = total; else every part stands in groups (checked at build)
    statistic VARCHAR NOT NULL DEFAULT 'value' CHECK (statistic IN
              ('value', 'change', 'normalised', 'score', 'rank', 'ahead', 'sobol_first', 'sobol_total', 'contribution', 'gain',
              'baseline', 'milestone', 'target')),          -- logframe: year = the date's year, wave = the phase
    source    VARCHAR NOT NULL REFERENCES sources (source),           -- derived: 'kvali'; its parents carry the credits
    value     DOUBLE NOT NULL CHECK (isfinite(value)),
    qualifier VARCHAR NOT NULL DEFAULT '' CHECK (qualifier IN ('', 'about', 'over', 'under', 'up to')),  -- printed before the number
    lower DOUBLE, upper DOUBLE,
    interval_kind  VARCHAR CHECK (interval_kind IN ('confidence', 'credible', 'simulation')),
    interval_level DECIMAL(3, 2) CHECK (interval_level BETWEEN 0.50 AND 0.99),   -- 0.68 V-Dem, 0.90 WGI, 0.95 surveys
    n         BIGINT CHECK (n > 0),
    status    VARCHAR NOT NULL CHECK (status IN ('published', 'corrected', 'provisional', 'derived', 'simulated', 'submitted')),
    flag      VARCHAR,                           -- machine word: 'short-sum', 'older-vintage', ...
    note      VARCHAR,
    UNIQUE (indicator, place, year, wave, grp, statistic, source),    -- the natural key; fact_id is its hash
    CHECK ((lower IS NULL) = (upper IS NULL) AND (lower IS NULL) = (interval_kind IS NULL) AND (lower IS NULL) = (interval_level IS NULL)),
    CHECK (lower IS NULL OR (lower <= value AND value <= upper))
);

CREATE TABLE fact_parents (        -- one row = fact was computed from parent (a chain back to published facts; no circles)
    fact_id VARCHAR NOT NULL REFERENCES facts (fact_id),
    parent  VARCHAR NOT NULL REFERENCES facts (fact_id),
    role    VARCHAR NOT NULL CHECK (role IN ('numerator', 'denominator', 'minuend', 'subtrahend', 'component', 'sampling_error')),
    PRIMARY KEY (fact_id, parent, role), CHECK (fact_id <> parent)
);

CREATE TABLE gaps (                -- one row = a number a reader would look for and does not get, and why. Never in facts.
    indicator VARCHAR NOT NULL REFERENCES indicators (indicator),
    place     VARCHAR NOT NULL REFERENCES places (place),
    year      SMALLINT NOT NULL, wave VARCHAR NOT NULL DEFAULT '', grp VARCHAR NOT NULL DEFAULT '',
    source    VARCHAR REFERENCES sources (source),
    reason    VARCHAR NOT NULL CHECK (reason IN ('suppressed', 'not collected', 'not published', 'not found', 'occupied', 'asked of hub')),
    note      VARCHAR,
    UNIQUE (indicator, place, year, wave, grp, source)
);

CREATE TABLE choices (             -- one row = several sources speak of one cell of one concept; which one pages show, and why
    concept VARCHAR NOT NULL, place VARCHAR NOT NULL, year SMALLINT NOT NULL, wave VARCHAR NOT NULL, grp VARCHAR NOT NULL,
    chosen    VARCHAR NOT NULL REFERENCES facts (fact_id),
    rule      VARCHAR NOT NULL CHECK (rule <> ''),
    PRIMARY KEY (concept, place, year, wave, grp)
);
