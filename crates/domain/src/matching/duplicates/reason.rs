//! Reasons for and against "one person", as codes. The sentences live in `wording/*/matching.ftl`.

codes! {
    /// One observation about two records.
    Reason {
        /// The same office has both under one number.
        SameFileNumber = "same_file_number",
        /// Numbers of one office differ in one character.
        FileNumberTypo = "file_number_typo",
        /// One office has two different numbers.
        OtherFileNumber = "other_file_number",
        /// No office whose numbers could be compared.
        MissingNumber = "missing_number",
        /// All names equal after normalising.
        NameEqual = "name_equal",
        /// Names are transliterations of each other.
        NameTransliterated = "name_transliterated",
        /// Names differ by a typing error.
        NameTypo = "name_typo",
        /// Names of two languages for one name.
        NameOtherLanguage = "name_other_language",
        /// Names sound alike.
        NamePhonetic = "name_phonetic",
        /// A name is only an initial.
        NameInitial = "name_initial",
        /// Family and given names stand in each other's field.
        NamesSwapped = "names_swapped",
        /// The border between family and given names lies elsewhere.
        NamePartsMoved = "name_parts_moved",
        /// One record has a given name more.
        GivenNameMissing = "given_name_missing",
        /// One record has a family name more.
        FamilyNameDouble = "family_name_double",
        /// Given names differ.
        GivenNameDiffers = "given_name_differs",
        /// Family names differ.
        FamilyNameDiffers = "family_name_differs",
        /// Birth dates equal, day known.
        BirthDateEqual = "birth_date_equal",
        /// Both have 1 January of one year: often means "day unknown".
        BirthDateFirstOfJanuary = "birth_date_first_of_january",
        /// Only the year (or month) can be compared, and agrees.
        BirthDateCoarse = "birth_date_coarse",
        /// Day and month exchanged.
        BirthDayMonthSwapped = "birth_day_month_swapped",
        /// One digit differs.
        BirthDateOffByOneDigit = "birth_date_off_by_one_digit",
        /// Birth dates differ.
        BirthDateDiffers = "birth_date_differs",
        /// A birth date is missing.
        MissingBirthDate = "missing_birth_date",
        /// Sex differs.
        SexDiffers = "sex_differs",
        /// Same nationality.
        NationalityEqual = "nationality_equal",
        /// Nationality differs.
        NationalityDiffers = "nationality_differs",
        /// Same birth place.
        BirthPlaceEqual = "birth_place_equal",
        /// Birth place differs.
        BirthPlaceDiffers = "birth_place_differs",
        /// Same address.
        AddressEqual = "address_equal",
    }
}

impl Reason {
    /// Key of the wording: `matching-reason-<code>` with hyphens.
    pub fn wording_key(self) -> String {
        format!("matching-reason-{}", self.code().replace('_', "-"))
    }
}
