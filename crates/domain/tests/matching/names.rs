//! Normalising, skeletons, sound and comparison of names.

use domain::matching::similarity::{Grade, Layout, Name, Token, compare_names, distance_within};
use domain::matching::{consonants, file_number, normalise, phonetic, skeleton, tokens};

#[test]
fn every_spelling_of_a_text_has_one_plain_form() {
    for (plain, spellings) in [
        ("muller", vec!["Müller", "MUELLER", "Muller", "Mu\u{308}ller", " müller "]),
        ("gross", vec!["Groß", "GROSS", "GROẞ"]),
        ("bar", vec!["Bär", "Baer", "Bar"]),
        ("sahin cagri", vec!["Şahin Çağrı", "ŞAHİN ÇAĞRI", "Sahin-Cagri"]),
        ("isik", vec!["Işık", "ISIK", "İşik"]),
        ("lukasz", vec!["Łukasz", "łukasz"]),
        ("stefan", vec!["Ștefan", "Ştefan"]),
        ("nguyen thi hong", vec!["Nguyễn Thị Hồng", "NGUYỄN THỊ HỒNG", "Nguye\u{302}\u{303}n Thi Hong"]),
        ("oconnor", vec!["O'Connor", "O’Connor", "OConnor"]),
        ("sorensen", vec!["Sørensen", "Soerensen", "Sorensen"]),
        ("enrique", vec!["Enrique"]),
        ("12 a", vec!["12 a", "١٢ a", "۱۲-A"]),
        ("", vec!["", " - ", "\u{200F}", "'"]),
    ] {
        for spelling in spellings {
            assert_eq!(normalise(spelling), plain, "{spelling}");
        }
    }
}

#[test]
fn cyrillic_follows_the_ukrainian_passport() {
    for (cyrillic, latin) in [
        ("Шевченко", "shevchenko"),
        ("Хмельницький", "khmelnytskyy"),
        ("Юлія", "yuliia"),
        ("Наталія", "nataliia"),
        ("Згурський", "zghurskyy"),
        ("Мар'яна", "mariana"),
        ("Ґалаґан", "galagan"),
        ("Щербак", "shcherbak"),
        ("Рыжов Григорий", "ryzhov hryhoryy"),
    ] {
        assert_eq!(normalise(cyrillic), latin, "{cyrillic}");
    }
}

#[test]
fn particles_fall_away_and_servants_join_their_master() {
    for (text, expected) in [
        ("Al-Masri", vec!["masri"]),
        ("von der Heide", vec!["heide"]),
        ("bin Laith", vec!["laith"]),
        ("An-Najjar", vec!["najjar"]),
        ("Ash-Shami", vec!["shami"]),
        ("De La Cruz", vec!["cruz"]),
        ("Van", vec!["van"]),
        ("An Le", vec!["an"]),
        ("Abd al-Rahman", vec!["abdrahman"]),
        ("Abdul Rahman", vec!["abdrahman"]),
        ("Abdur Rahman", vec!["abdrahman"]),
        ("Abdelrahman", vec!["abdrahman"]),
        ("Abdurrahman", vec!["abdrahman"]),
        ("عبد الرحمن", vec!["abdrhmn"]),
        ("عبدالله", vec!["abdlah"]),
        ("Abd Allah", vec!["abdlah"]),
        ("Abdullah", vec!["abdlah"]),
        ("Abdi", vec!["abdi"]),
        ("Abdul", vec!["abdul"]),
        ("unbekannt", vec![]),
        ("Müller-Schmidt", vec!["muller", "schmidt"]),
    ] {
        assert_eq!(tokens(text), expected, "{text}");
    }
}

#[test]
fn transliterations_meet_in_the_skeleton() {
    for group in [
        vec!["Шевченко", "Shevchenko", "Schewtschenko", "Szewczenko"],
        vec!["Хмельницький", "Khmelnytskyi", "Chmelnyzkyj", "Khmelnytsky"],
        vec!["Зеленський", "Zelenskyi", "Selenskyj", "Zelensky"],
        vec!["Юлія", "Yuliia", "Julija", "Iuliia", "Julia", "Yuliya"],
        vec!["Євген", "Yevhen", "Jewhen", "Evhen"],
        vec!["Андрій", "Andrii", "Andrij", "Andriy"],
        vec!["Наталія", "Natalija", "Natalya", "Nataliia", "Natalja"],
        vec!["Чорновол", "Chornovol", "Tschornowol"],
        vec!["Mahmoud", "Mahmud", "Mahmood"],
        vec!["Hussein", "Hussain", "Husain", "Husein"],
        vec!["Jamal", "Djamal", "Dschamal", "Jammal"],
        vec!["Khaled", "Chaled", "Khalled"],
        vec!["Zainab", "Zeinab", "Saynab"],
        vec!["Şahin", "Shahin", "Schahin"],
        vec!["Meyer", "Maier", "Meier", "Mayer"],
        vec!["Fatemeh", "Fatema", "Fatemah"],
        vec!["Çelik", "Celik", "Tschelik"],
    ] {
        let of = |name: &str| skeleton(&normalise(name));
        let first = of(group[0]);
        for name in &group {
            assert_eq!(of(name), first, "{name}");
        }
    }
}

#[test]
fn names_in_arabic_script_share_the_consonants() {
    for (arabic, latin) in [
        ("محمود", "Mahmoud"),
        ("محمد", "Mohammed"),
        ("حسين", "Hossein"),
        ("سلیمان", "Suleiman"),
        ("عبد الرحمن", "Abdelrahman"),
        ("کریمی", "Karimi"),
        ("الأحمد", "Al Ahmad"),
    ] {
        let of =
            |name: &str| tokens(name).iter().map(|token| consonants(&skeleton(token))).collect::<Vec<_>>();
        assert_eq!(of(arabic), of(latin), "{arabic} {latin}");
    }
}

#[test]
fn the_cologne_code_gives_the_published_words() {
    for (word, code) in [
        ("Müller-Lüdenscheidt", "65752682"),
        ("Wikipedia", "3412"),
        ("Breschnew", "17863"),
        ("Müller", "657"),
        ("Schmidt", "862"),
        ("Schneider", "8627"),
        ("Fischer", "387"),
        ("Weber", "317"),
        ("Wagner", "3467"),
        ("Becker", "147"),
        ("Hoffmann", "0366"),
        ("Schäfer", "837"),
        ("Meyer", "67"),
        ("Maier", "67"),
        ("Peter", "127"),
        ("Pharma", "376"),
        ("Mönchengladbach", "664645214"),
        ("Deutsch", "28"),
        ("Deutz", "28"),
        ("Hamburg", "06174"),
        ("Hannover", "0637"),
        ("Christstollen", "478256"),
        ("Xanthippe", "48621"),
        ("Zacharias", "8478"),
        ("Holzbau", "0581"),
        ("Matsch", "68"),
        ("Matz", "68"),
        ("Arbeitsamt", "071862"),
        ("Eberhard", "01772"),
        ("Celsius", "8588"),
        ("Ace", "08"),
        ("Bergisch-Gladbach", "174845214"),
        ("Heithabu", "021"),
        ("", ""),
        ("123", ""),
    ] {
        assert_eq!(phonetic(word), code, "{word}");
    }
}

#[test]
fn the_bounded_distance_counts_and_stops() {
    for (a, b, most, expected) in [
        ("abc", "abc", 0, Some(0)),
        ("abc", "acb", 1, Some(1)),
        ("ab", "ba", 1, Some(1)),
        ("xab", "xba", 1, Some(1)),
        ("abc", "abd", 0, None),
        ("kitten", "sitting", 3, Some(3)),
        ("kitten", "sitting", 2, None),
        ("", "abc", 3, Some(3)),
        ("", "abc", 2, None),
        ("ca", "abc", 3, Some(3)),
        ("мир", "мор", 1, Some(1)),
        ("abcdef", "badcfe", 3, Some(3)),
        ("abcdef", "badcfe", 2, None),
    ] {
        assert_eq!(distance_within(a, b, most), expected, "{a} {b} {most}");
        assert_eq!(distance_within(b, a, most), expected, "{b} {a} {most}");
    }
}

#[test]
fn tokens_are_graded_by_rule() {
    for (a, b, grade) in [
        ("Müller", "Mueller", Grade::Equal),
        ("Mohammed", "Muhamad", Grade::Variant),
        ("محمد", "Mohamed", Grade::Variant),
        ("Yousef", "Jusuf", Grade::Variant),
        ("Ahmed", "Achmad", Grade::Variant),
        ("Mehmet", "Mohammed", Grade::Different),
        ("Ahmet", "Ahmed", Grade::Typo),
        ("Hassan", "Hussein", Grade::Different),
        ("حسين", "Hossein", Grade::Variant),
        ("حسن", "Hassan", Grade::Variant),
        ("Almasri", "Masri", Grade::Transliterated),
        ("Schewtschenko", "Shevchenko", Grade::Transliterated),
        ("Haidar", "Heider", Grade::VowelsShifted),
        ("حيدر", "Haidar", Grade::VowelsMissing),
        ("مصطفى", "Mustafa", Grade::Variant),
        ("Oleksandr", "Alexander", Grade::OtherLanguage),
        ("Olha", "Olga", Grade::OtherLanguage),
        ("Samir", "Samira", Grade::Different),
        ("Amin", "Amina", Grade::Different),
        ("Ali", "Alia", Grade::Different),
        ("Omar", "Amir", Grade::Different),
        ("Schneider", "Schneidre", Grade::Typo),
        ("M", "Mohammed", Grade::Initial),
        ("Alexander", "Elexander", Grade::VowelsShifted),
    ] {
        let prepare = |name: &str| Token::new(&normalise(name));
        assert_eq!(prepare(a).grade(&prepare(b)), grade, "{a} {b}");
    }
}

#[test]
fn names_are_recognised_across_fields() {
    let likeness =
        |a: (&str, &str), b: (&str, &str)| compare_names(&Name::new(a.0, a.1), &Name::new(b.0, b.1));
    let swapped = likeness(("Karimi", "Reza"), ("Reza", "Karimi"));
    assert_eq!((swapped.layout, swapped.score), (Layout::Swapped, 97));
    let middle = likeness(("Karimi", "Mohammad Reza"), ("Karimi", "Reza"));
    assert!(middle.extra_given && !middle.extra_family && middle.score >= 95, "{middle:?}");
    let double = likeness(("Weber-Lang", "Ina"), ("Lang", "Ina"));
    assert!(double.extra_family && double.score >= 95, "{double:?}");
    let moved = likeness(("Hasan", "Ahmad Nabil"), ("Nabil Hasan", "Ahmad"));
    assert!(moved.score >= 90, "{moved:?}");
    let together = likeness(("Berg", "Anna Maria"), ("Berg", "Annamaria"));
    assert!(together.given >= Grade::Transliterated && !together.extra_given, "{together:?}");
    let single = likeness(("Sulaiman", ""), ("Sulaiman", "Daoud"));
    assert!((50..90).contains(&single.score), "{single:?}");
    let others = likeness(("Berg", "Ina"), ("Tal", "Uwe"));
    assert_eq!((others.score, others.family, others.given), (0, Grade::Different, Grade::Different));
}

#[test]
fn file_numbers_lose_their_dress_but_not_their_zeros() {
    for (written, expected) in [
        ("33.2-0471/26 ", "332047126"),
        ("BG 0815 / 004711", "BG0815004711"),
        ("az: 12.a", "AZ12A"),
        ("٠٠١٢", "0012"),
        ("—", ""),
    ] {
        assert_eq!(file_number(written), expected, "{written}");
    }
}
