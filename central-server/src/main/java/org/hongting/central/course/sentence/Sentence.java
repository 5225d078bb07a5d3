package org.hongting.central.course.sentence;

/// Every sentence that is said of a course, a question bank or a file of them: what is wrong and what to do,
/// or what was changed. The words stand in `sentences.properties` (Chinese) and `sentences_en.properties`,
/// under the words of the constants; what a file brings is an argument.
public enum Sentence {
    // Where something is, and what is said of it.
    WITHIN,
    LINE,
    ROW,

    // Any question, whatever its file.
    THE_QUESTION,
    THE_EXPLANATION,
    THE_OPTION,
    AN_ANSWER,
    TEXT_MISSING,
    TEXT_TOO_LONG,
    TEXT_UNSEEN,
    OPTION_COUNT,
    OPTION_TWICE,
    RIGHT_MISSING,
    RIGHT_SEVERAL,
    RIGHT_NOT_THERE,
    BLANK_COUNT,
    GAPS_DIFFER,
    WORDING_COUNT,
    QUESTION_UNFIT,
    QUESTION_TWICE,
    WEIGHT_ONE,
    WEIGHT_SEVERAL,
    WEIGHT_PARTLY,
    MARKUP_SHOWS,
    MARKUP_DEEP,

    // A whole file of questions.
    BANK_TOO_MANY,
    BANK_WITHOUT_QUESTION,
    BANK_TOO_LARGE,
    BANK_FILE_TOO_LARGE,
    BANK_FILE_EMPTY,
    BANK_FILE_LINES,
    BANK_OLD_OFFICE,
    BANK_PDF,
    BANK_ENCODING,
    BANK_UNKNOWN_FORM,
    BANK_UNREADABLE,

    // Aiken.
    AIKEN_OPTION_ORDER,
    AIKEN_ANSWER_ALONE,
    AIKEN_LETTERS,
    AIKEN_TEXT_ALONE,
    AIKEN_NO_ANSWER,

    // GIFT.
    GIFT_NO_ANSWERS,
    GIFT_OPEN_BRACE,
    GIFT_TWO_GROUPS,
    GIFT_OPEN_NAME,
    GIFT_ESSAY,
    GIFT_NUMERICAL,
    GIFT_MATCHING,
    GIFT_UNMARKED,

    // Moodle's XML.
    XML_BROKEN,
    XML_TOO_MUCH,
    XML_DOCUMENT_TYPE,
    MOODLE_FILE,
    MOODLE_NO_QUIZ,
    MOODLE_KIND,
    MOODLE_STATEMENT,
    MOODLE_FRACTION,
    MOODLE_STAR,

    // Our own JSON.
    JSON_BROKEN,
    JSON_NO_BANK,
    JSON_UNKNOWN_WORD,
    JSON_NO_QUESTION,

    // The sheet that teachers fill in.
    SHEET_UNREADABLE,
    SHEET_BOMB,
    SHEET_NO_WORKBOOK,
    SHEET_DOCUMENT_TYPE,
    SHEET_ENCODING,
    SHEET_FAR_CELL,
    SHEET_TOO_LONG,
    HEADING_TWICE,
    HEADING_MISSING,
    CELL_FORMULA,
    CELL_ERROR,
    CELL_DATE,
    ROW_KIND,
    ROW_NO_ANSWER,
    ROW_OPTION_GAP,
    ROW_NEEDLESS_OPTIONS,
    ROW_LETTERS,
    ROW_TRUTH,

    // What whoever makes a course says of it.
    DESCRIPTION_MISSING,
    DESCRIPTION_MALFORMED,
    DESCRIPTION_UNFIT,
    NOTHING_TO_LEARN,
    BANKS_SEVERAL,

    // Any file of a course.
    FILE_LEFT_OUT,
    FILE_LINK,
    FILE_MISSING,
    FILE_PATH,
    FILE_TOO_LARGE,
    FILE_EMPTY,
    FILE_OFFICE,
    FILE_KIND,
    FILE_UNFIT,

    // Texts and web pages.
    LESSON_TEXT_LONG,
    LESSON_TEXT_EMPTY,
    LESSON_TEXT_ENCODING,
    HTML_REMOVED,
    PICTURE_REMOVED,

    // Books.
    BOOK_FILES,
    BOOK_PROTECTED,
    BOOK_LARGE,
    BOOK_NO_PAGES,
    BOOK_NO_EPUB,
    BOOK_PART_MISSING,
    BOOK_PAGE,
    BOOK_NO_TEXT,
    BOOK_PICTURES,
    BOOK_PICTURES_LARGE,
    BOOK_NO_ROOM,

    // PDF.
    PDF_LONG,
    PDF_NO_PAGES,
    PDF_FONTS,
    PDF_PASSWORD,
    PDF_RESTRICTED,
    PDF_BROKEN,
    PDF_SLOW,
    PDF_STUCK,

    // Pictures.
    PICTURE_KIND,
    PICTURE_BROKEN,
    PICTURE_LARGE,

    // Films and recordings.
    FILM_CONVERTED,
    RECORDING_CONVERTED,
    FILM_NO_PICTURE,
    RECORDING_NO_SOUND,
    FILM_NOT_PLAYED,
    FILM_NOT_TOLD,
    FILM_UNREADABLE,
    FILM_CODEC,
    FILM_NOT_CONVERTED,
    FILM_SLOW,

    // A zip of a folder.
    ZIP_FILES,
    ZIP_TWICE,
    ZIP_NONE,
    ZIP_EMPTY,
    ZIP_PATH,
    ZIP_BOMB,
    ZIP_NO_ROOM,

    // Packages.
    PACKAGE_LARGE,
    PACKAGE_MALFORMED,
    PACKAGE_FOREIGN,
    PACKAGE_WRONG,
    PACKAGE_UNKNOWN_FILE,
    PACKAGE_LACKS,

    // A course and what is here already.
    COURSE_EXPIRED,
    COURSE_OLDER,
    COURSE_FILE_GONE,
    COURSE_NO_ROOM,

    // An upload.
    UPLOAD_NO_ROOM,
    UPLOAD_FAILED,
    UPLOAD_TOO_MUCH,
    UPLOAD_RESTARTED
}
