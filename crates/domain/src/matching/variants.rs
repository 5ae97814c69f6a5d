//! Given names whose spellings rules alone do not bring together.
//!
//! For: two lists, kept short and reviewed by people who bear such names. Not a dictionary of names.
//! Members are written normalised; they are compared by skeleton. Mehmet and Mohammed, Ahmet and Ahmed stay
//! apart: a Turkish passport never changes between them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::skeleton::skeleton;

/// One name, several transliterations: as good as equal.
const SPELLINGS: &[&[&str]] = &[
    &[
        "muhammad", "mohammed", "mohammad", "mohamed", "mohamad", "muhammed", "mouhamad", "mohamud", "mohd",
        "mhmd",
    ],
    &["ahmad", "ahmed", "achmad", "ahmd"],
    &["yusuf", "yousef", "yousof", "yusef", "joussof", "yosef", "iusf"],
    &["khalid", "khaled", "haled", "halid", "kald"],
    &["husain", "hussein", "hossein", "hussin", "hosin", "hsin"],
    &["hasan", "hassan", "hsn"],
    &["umar", "omar", "omer"],
    &["uthman", "othman", "osman", "usman"],
    &["ibrahim", "ibraheem", "ebrahim", "abrahim", "ibrahem"],
    &["ismail", "esmail", "ismael", "esmaeil", "asmail"],
    &["mahmud", "mahmoud", "mahmood", "mahmod", "machmud"],
    &["mustafa", "mostafa", "moustapha", "mstfa"],
    &["sulaiman", "soliman", "suleiman", "sleiman", "slayman", "solaiman", "slman"],
    &["daud", "dawood", "dawud", "dawod"],
    &["fatima", "fatimah", "fatemeh", "fatma", "fatme"],
    &["aisha", "ayesha", "aischa", "aicha", "aishe", "asha"],
    &["khadija", "chadidscha", "khadijeh", "kadija", "hadija", "khadidja"],
    &["zainab", "zeinab", "zaynab", "zenab"],
    &["maryam", "mariam", "meryem", "merjem", "mariem", "miriam"],
    &["jamal", "gamal", "dschamal", "djamal"],
    &["qasim", "kassem", "kasim", "qasem", "ghasem", "ghassem"],
    &["abdlah", "abdla", "abdlh"],
    &["ghulam", "gholam", "golam"],
    &["rashid", "rachid", "raschid"],
    &["sharif", "cherif", "charif", "scharif"],
    &["shaima", "shayma", "chaima", "schaima"],
    &["rima", "reema"],
    &["nur", "noor", "nour"],
    &["yevhen", "jewhen", "ievgen", "evgen"],
    &["yevheniia", "jewhenija", "ievgeniia", "evgeniia"],
    &["serhii", "serhij", "sergii"],
    &["tewodros", "tedros", "theodros"],
    &["tesfay", "tesfai"],
    &["gebre", "ghebre", "gabre"],
];

/// One name in two languages, as passports of one person may show it: a weak sign.
const LANGUAGES: &[&[&str]] = &[
    &["oleksandr", "aleksandr", "alexander", "aleksander", "alexandru", "aliaksandr"],
    &["oleksandra", "aleksandra", "alexandra"],
    &["oleksii", "aleksei", "alexei", "aliaksei"],
    &["olha", "olga", "volha"],
    &["oleh", "oleg"],
    &["olena", "elena", "yelena", "alena", "helena"],
    &["serhii", "sergei", "serge", "siarhei"],
    &["ihor", "igor", "ihar"],
    &["yevhen", "evgenii", "jewgeni", "eugen", "yauhen"],
    &["yevheniia", "evgenia", "jewgenija"],
    &["mykola", "nikolai", "nikolaus", "mikalai"],
    &["mykhailo", "mikhail", "michael", "mihail"],
    &["dmytro", "dmitrii", "dimitri", "dzmitry"],
    &["kateryna", "ekaterina", "katerina", "katharina"],
    &["hanna", "anna", "ganna"],
    &["volodymyr", "vladimir", "uladzimir"],
    &["andrii", "andrei", "andreas"],
    &["pavlo", "pavel", "paul"],
    &["petro", "petr", "piotr", "peter"],
    &["vasyl", "vasilii", "wassili"],
    &["heorhii", "georgii", "georg"],
    &["tetiana", "tatiana", "tatjana"],
    &["svitlana", "svetlana", "sviatlana"],
    &["nataliia", "natalia", "natalie"],
    &["kyrylo", "kirill"],
    &["danylo", "daniil", "daniel"],
    &["mykyta", "nikita"],
    &["iryna", "irina", "irene"],
    &["yosyp", "iosif", "josef"],
    &["matvii", "matvei", "matthias"],
    &["stepan", "stefan", "stephan"],
];

/// Skeleton → names of the groups it belongs to.
type Groups = HashMap<String, Vec<&'static str>>;

static SPELLING_GROUPS: LazyLock<Groups> = LazyLock::new(|| groups(SPELLINGS));
static LANGUAGE_GROUPS: LazyLock<Groups> = LazyLock::new(|| groups(LANGUAGES));

fn groups(table: &'static [&'static [&'static str]]) -> Groups {
    let mut found = Groups::new();
    for group in table {
        for name in *group {
            let names = found.entry(skeleton(name)).or_default();
            if !names.contains(&group[0]) {
                names.push(group[0]);
            }
        }
    }
    found
}

/// The group of transliterations a skeleton belongs to, named by its first member.
pub(super) fn spelling_group(skeleton: &str) -> Option<&'static str> {
    SPELLING_GROUPS.get(skeleton).and_then(|names| names.first().copied())
}

/// The groups of names in several languages a skeleton belongs to, named by their first members.
pub(super) fn language_groups(skeleton: &str) -> &'static [&'static str] {
    LANGUAGE_GROUPS.get(skeleton).map_or(&[], Vec::as_slice)
}
