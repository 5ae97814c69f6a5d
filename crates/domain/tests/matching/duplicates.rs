//! Near-duplicates and look-alikes. One line is one record:
//! `family, given | birth | sex | nationality | birth place | office:number … | address`; a birth of four digits
//! is a year, of six (`1990-03`) a month. Everything invented.

use chrono::NaiveDate;
use domain::matching::duplicates::{FileNumber, Identity, Reason, Verdict, compare, duplicate_keys, pairs};
use domain::person::{BirthDate, BirthPrecision, Sex};

/// Two records of one person, and the least verdict.
const ONE_PERSON: [(&str, &str, Verdict); 60] = [
    // same number at the same office
    (
        "Müller, Jörg | 1971-03-12 | m | DEU | Gera | jc:4711",
        "Mueller, Joerg | 1971-03-12 | m | DEU | | jc:47-11",
        Verdict::Same,
    ),
    (
        "Shevchenko, Yuliia | 1992-05-30 | f | UKR | | jc:0815",
        "Schewtschenko, Julija | 1992-05-30 | f | UKR | | jc:0815",
        Verdict::Same,
    ),
    (
        "Шевченко, Юлія | 1992-05-30 | f | UKR | | jc:0815",
        "Shevchenko, Yuliia | 1992-05-30 | f | UKR | | jc:0815",
        Verdict::Same,
    ),
    (
        "Al-Masri, Mohammed | 1990-01-01 | m | SYR | | abh:9001",
        "Almasri, Muhamad | 1990-01-01 | m | SYR | | abh:9001",
        Verdict::Same,
    ),
    (
        "Hosseini, Reza | 1985-04-07 | m | IRN | | jc:7001",
        "Reza, Hosseini | 1985-04-07 | m | IRN | | jc:7001",
        Verdict::Same,
    ),
    (
        "Hosseini, Reza | 1985-04-07 | m | IRN | | jc:7001",
        "Hosseini, Reza | 1985-07-04 | m | IRN | | jc:7001",
        Verdict::Same,
    ),
    (
        "Tekle, Selam | 1994-09-11 | f | ERI | | sa:5550",
        "Tekle, Selam | 1994-09-12 | f | ERI | | sa:5550",
        Verdict::Same,
    ),
    (
        "Tekle, Selam | 1994-09-11 | f | ERI | | sa:5550",
        "Tekle, Selam | 1994-01-01 | f | ERI | | sa:5550",
        Verdict::Same,
    ),
    (
        "Karimi, Mohammad Reza | 1979-02-03 | m | AFG | | jc:33",
        "Karimi, Reza | | m | AFG | | jc:0033",
        Verdict::Possible,
    ),
    (
        "Karimi, Mohammad Reza | 1979-02-03 | m | AFG | | jc:3300",
        "Karimi, Reza | | m | AFG | | jc:3300",
        Verdict::Likely,
    ),
    (
        "Lang, Ina | 1988-10-10 | f | POL | | jc:812",
        "Wachowiak, Ina | 1988-10-10 | f | POL | | jc:812",
        Verdict::Likely,
    ),
    (
        "Yılmaz, Işıl | 1983-08-21 | f | TUR | | jc:1200",
        "Yilmaz, Isil | 1983-08-21 | f | TUR | | jc:1200",
        Verdict::Same,
    ),
    // full birth date with birth place or address
    (
        "Nguyễn, Thị Hồng | 1995-06-15 | f | VNM | Hải Phòng",
        "Nguyen, Thi Hong | 1995-06-15 | f | VNM | Hai Phong",
        Verdict::Same,
    ),
    (
        "Çelik, Şule | 1979-11-02 | f | TUR | Kırşehir",
        "Celik, Sule | 1979-11-02 | f | TUR | Kirsehir",
        Verdict::Same,
    ),
    (
        "Łukaszewicz, Paweł | 1968-12-24 | m | POL | Łódź",
        "Lukaszewicz, Pawel | 1968-12-24 | m | POL | Lodz",
        Verdict::Same,
    ),
    (
        "Haddad, Mohammed | 1991-07-19 | m | SYR | Homs",
        "Haddad, Muhammad | 1991-07-19 | m | SYR | Homs",
        Verdict::Same,
    ),
    (
        "Popescu, Ștefan | 1982-02-28 | m | ROU | Iași",
        "Popescu, Stefan | 1982-02-28 | m | ROU | Iasi",
        Verdict::Same,
    ),
    (
        "Groß, Uwe | 1960-05-05 | m | DEU | Weida | | Lange Straße 3 07570",
        "Gross, Uwe | 1960-05-05 | m | DEU | | | Lange Str. 3, 07570",
        Verdict::Same,
    ),
    (
        "Weber-Lang, Ina | 1990-09-09 | f | DEU | Gera",
        "Weber, Ina | 1990-09-09 | f | DEU | Gera",
        Verdict::Same,
    ),
    (
        "Haddad, Nour | 1999-03-17 | f | SYR | Aleppo",
        "Nour, Haddad | 1999-03-17 | f | SYR | Aleppo",
        Verdict::Same,
    ),
    (
        "Abd al-Rahman, Khaled | 1987-04-26 | m | SYR | Idlib",
        "Abdulrahman, Khalid | 1987-04-26 | m | SYR | Idlib",
        Verdict::Same,
    ),
    (
        "Hassan, Fatima | 1993-12-09 | f | SOM | Kismayo",
        "حسن, فاطمة | 1993-12-09 | f | SOM | Kismayo",
        Verdict::Same,
    ),
    // full birth date, nothing else to hold on to
    ("Müller, Jörg | 1971-03-12 | m", "Muller, Jorg | 1971-03-12 | m", Verdict::Likely),
    (
        "Bondarenko, Oleksandr | 1988-08-08 | m | UKR",
        "Bondarenko, Aleksandr | 1988-08-08 | m | UKR",
        Verdict::Likely,
    ),
    (
        "Bondarenko, Олександр | 1988-08-08 | m | UKR",
        "Bondarenko, Alexander | 1988-08-08 | m | UKR",
        Verdict::Likely,
    ),
    ("Tkachenko, Olha | 1975-01-20 | f | UKR", "Tkatschenko, Olga | 1975-01-20 | f | UKR", Verdict::Likely),
    (
        "Khmelnytskyi, Serhii | 1981-03-31 | m | UKR",
        "Chmelnyzkyj, Sergei | 1981-03-31 | m | UKR",
        Verdict::Likely,
    ),
    ("Hussein, Ali | 1996-06-06 | m | IRQ", "Husain, Ali | 1996-06-06 | m | IRQ", Verdict::Likely),
    ("Rahimi, Zainab | 1998-02-14 | f | AFG", "Raheemi, Zeynab | 1998-02-14 | f | AFG", Verdict::Likely),
    ("Schneider, Petra | 1966-07-01 | f", "Schnieder, Petra | 1966-07-01 | f", Verdict::Likely),
    ("Schneider, Petra | 1966-07-01 | f", "Schneider, Perta | 1966-07-01 | f", Verdict::Likely),
    ("Berg, Anna Maria | 1990-10-03 | f", "Berg, Annamaria | 1990-10-03 | f", Verdict::Likely),
    ("Berg, Anna Maria | 1990-10-03 | f", "Berg, Anna | 1990-10-03 | f", Verdict::Likely),
    (
        "Hasan, Ahmad Nabil | 1989-05-25 | m | SYR",
        "Nabil Hasan, Ahmad | 1989-05-25 | m | SYR",
        Verdict::Likely,
    ),
    ("Karimi, M. | 1984-11-30 | m | AFG", "Karimi, Mahdi | 1984-11-30 | m | AFG", Verdict::Likely),
    ("Sulaiman, Daoud | 1992-04-04 | m | SYR", "Soliman, Dawood | 1992-04-04 | m | SYR", Verdict::Likely),
    ("Meyer, Kurt | 1959-09-19 | m", "Maier, Kurt | 1959-09-19 | m", Verdict::Likely),
    ("Ibrahim, Yusuf | 2001-08-13 | m | SYR", "Ibrahim, Jusuf | 2001-08-13 | m | SYR", Verdict::Likely),
    ("El Amrani, Rachid | 1986-10-22 | m | MAR", "Amrani, Raschid | 1986-10-22 | m | MAR", Verdict::Likely),
    ("ben Salah, Karim | 1990-12-12 | m | TUN", "Bensalah, Karim | 1990-12-12 | m | TUN", Verdict::Possible),
    // slips in the birth date
    (
        "Ahmadi, Farid | 1990-04-07 | m | AFG | Herat",
        "Ahmadi, Farid | 1990-07-04 | m | AFG | Herat",
        Verdict::Likely,
    ),
    (
        "Ahmadi, Farid | 1990-04-07 | m | AFG | Herat",
        "Ahmadi, Farid | 1990-04-01 | m | AFG | Herat",
        Verdict::Likely,
    ),
    (
        "Ahmadi, Farid | 1990-04-07 | m | AFG | Herat",
        "Ahmadi, Farid | 1980-04-07 | m | AFG | Herat",
        Verdict::Likely,
    ),
    ("Ahmadi, Farid | 1990-04-12 | m | AFG", "Ahmadi, Farid | 1990-04-21 | m | AFG", Verdict::Likely),
    // unknown days
    (
        "Osman, Amina | 1992-01-01 | f | SOM | Merka",
        "Osman, Amina | 1992-01-01 | f | SOM | Merka",
        Verdict::Likely,
    ),
    ("Osman, Amina | 1992-01-01 | f | SOM", "Othman, Amina | 1992-01-01 | f | SOM", Verdict::Possible),
    ("Osman, Amina | 1992-01-01 | f | SOM", "Osman, Amina | 1992-06-17 | f | SOM", Verdict::Possible),
    ("Osman, Amina | 1992 | f | SOM", "Osman, Amina | 1992-06-17 | f | SOM", Verdict::Possible),
    ("Osman, Amina | 1992-06 | f | SOM", "Osman, Amina | 1992-06-17 | f | SOM", Verdict::Possible),
    ("Osman, Amina | | f | SOM", "Osman, Amina | 1992-06-17 | f | SOM", Verdict::Possible),
    (
        "Osman, Amina | 1992-01-01 | f | SOM | | sa:7788 | Ring 5",
        "Osman, Amina | 1992-06-17 | f | SOM | | sa:7788 | Ring 5",
        Verdict::Same,
    ),
    // numbers with a slip, or of several offices
    (
        "Tesfay, Dawit | 1997-10-05 | m | ERI | | jc:104477",
        "Tesfai, Dawit | 1997-10-05 | m | ERI | | jc:104471",
        Verdict::Likely,
    ),
    (
        "Tesfay, Dawit | 1997-10-05 | m | ERI | | jc:104477 abh:55",
        "Tesfay, Dawit | 1997-10-05 | m | ERI | | abh:5512 jc:104477",
        Verdict::Same,
    ),
    (
        "Tesfay, Dawit | 1997-10-05 | m | ERI | | jc:104477",
        "Tesfay, Dawit | 1997-10-05 | m | ERI | | abh:104477",
        Verdict::Likely,
    ),
    // contradictions that may be errors
    ("Kaya, Deniz | 1991-05-16 | m | TUR", "Kaya, Deniz | 1991-05-16 | f | TUR", Verdict::Possible),
    ("Sidorow, Iwan | 1970-02-02 | m | UKR", "Sydorov, Ivan | 1970-02-02 | m | RUS", Verdict::Likely),
    (
        "Lang, Ina | 1988-10-10 | f | POL | Posen",
        "Wachowiak, Ina | 1988-10-10 | f | POL | Posen",
        Verdict::Possible,
    ),
    (
        "Hosseini, Reza | 1985-04-07 | m | IRN | | jc:7001",
        "Hosseini, Reza | 1961-12-30 | m | IRN | | jc:7001",
        Verdict::Possible,
    ),
    (
        "Ali, unbekannt | 1999-03-03 | m | IRQ | Mossul",
        "Ali, Karwan | 1999-03-03 | m | IRQ | Mossul",
        Verdict::Possible,
    ),
    ("Jussuf, Ibrahim | 1977-07-27 | m | SYR", "Yousef, Ebrahim | 1977-07-27 | m | SYR", Verdict::Likely),
];

/// Two records of different people who look alike, and the highest verdict allowed.
const TWO_PEOPLE: [(&str, &str, Verdict); 60] = [
    // twins, brothers and sisters
    (
        "Haddad, Hassan | 2000-05-05 | m | SYR | Homs | jc:9100 | Ring 1",
        "Haddad, Hussein | 2000-05-05 | m | SYR | Homs | jc:9100 | Ring 1",
        Verdict::Possible,
    ),
    (
        "Haddad, Samir | 2000-05-05 | m | SYR | Homs | jc:9100 | Ring 1",
        "Haddad, Samira | 2000-05-05 | f | SYR | Homs | jc:9100 | Ring 1",
        Verdict::Possible,
    ),
    (
        "Haddad, Samir | 2000-05-05 | | SYR | Homs",
        "Haddad, Samira | 2000-05-05 | | SYR | Homs",
        Verdict::Different,
    ),
    (
        "Koval, Sara | 1999-12-01 | f | UKR | Lwiw | | Weg 2",
        "Koval, Zara | 1999-12-01 | f | UKR | Lwiw | | Weg 2",
        Verdict::Likely,
    ),
    (
        "Koval, Lena | 1999-12-01 | f | UKR | Lwiw | | Weg 2",
        "Koval, Lina | 1999-12-01 | f | UKR | Lwiw | | Weg 2",
        Verdict::Likely,
    ),
    (
        "Koval, Maria | 1999-12-01 | f | UKR | Lwiw",
        "Koval, Marta | 1999-12-01 | f | UKR | Lwiw",
        Verdict::Likely,
    ),
    (
        "Koval, Anna | 1999-12-01 | f | UKR | Lwiw",
        "Koval, Olena | 1999-12-01 | f | UKR | Lwiw",
        Verdict::Different,
    ),
    (
        "Yılmaz, Emin | 1994-02-11 | m | TUR | Konya",
        "Yılmaz, Emine | 1994-02-11 | f | TUR | Konya",
        Verdict::Different,
    ),
    (
        "Mahmoud, Omar | 2002-09-23 | m | IRQ | Basra",
        "Mahmoud, Ammar | 2002-09-23 | m | IRQ | Basra",
        Verdict::Different,
    ),
    (
        "Mahmoud, Karim | 2002-09-23 | m | IRQ | Basra",
        "Mahmoud, Karam | 2002-09-23 | m | IRQ | Basra",
        Verdict::Likely,
    ),
    (
        "Hakimi, Mohammad Ali | 1998-03-03 | m | AFG | Kabul",
        "Hakimi, Mohammad Reza | 1998-03-03 | m | AFG | Kabul",
        Verdict::Different,
    ),
    (
        "Nguyen, Thi Lan | 1996-07-07 | f | VNM | Hue",
        "Nguyen, Thi Hoa | 1996-07-07 | f | VNM | Hue",
        Verdict::Different,
    ),
    (
        "Tesfay, Selam | 1995-01-01 | f | ERI | Asmara | sa:31 | Heim",
        "Tesfay, Senait | 1995-01-01 | f | ERI | Asmara | sa:31 | Heim",
        Verdict::Possible,
    ),
    ("Jansen, Jan | 1990-06-01 | m | NLD", "Jansen, Jana | 1990-06-01 | f | NLD", Verdict::Different),
    (
        "Weiss, Simon | 1992-08-14 | m | DEU | Jena",
        "Weiss, Simone | 1992-08-14 | f | DEU | Jena",
        Verdict::Different,
    ),
    (
        "Weiss, Paul | 1992-08-14 | m | DEU | Jena",
        "Weiss, Paula | 1992-08-14 | f | DEU | Jena",
        Verdict::Different,
    ),
    // parents and children
    (
        "Al-Ahmad, Mohammed | 1968-03-02 | m | SYR | Hama | jc:2200 | Ring 4",
        "Al-Ahmad, Mohammed | 1999-08-19 | m | SYR | Hama | jc:2200 | Ring 4",
        Verdict::Possible,
    ),
    (
        "Al-Ahmad, Mohammed | | m | SYR | Hama | jc:2200",
        "Al-Ahmad, Mohammed | 1999-08-19 | m | SYR | Hama | jc:2200",
        Verdict::Likely,
    ),
    (
        "Al-Ahmad, Mohammed | 1970-01-01 | m | SYR",
        "Al-Ahmad, Mohammed | 1998-01-01 | m | SYR",
        Verdict::Different,
    ),
    (
        "Berger, Hans | 1950-04-04 | m | DEU | Gera",
        "Berger, Hans | 1980-10-11 | m | DEU | Gera",
        Verdict::Different,
    ),
    (
        "Petrow, Iwan | 1961-05-09 | m | RUS | | jc:400",
        "Petrowa, Iwanka | 1988-02-10 | f | RUS | | jc:400",
        Verdict::Possible,
    ),
    // couples under one number
    (
        "Karimi, Ali | 1980-02-12 | m | AFG | Herat | jc:6600 | Weg 9",
        "Karimi, Zahra | 1984-10-30 | f | AFG | Herat | jc:6600 | Weg 9",
        Verdict::Possible,
    ),
    (
        "Karimi, Ali | 1980-01-01 | m | AFG | | jc:6600",
        "Karimi, Alia | 1980-01-01 | f | AFG | | jc:6600",
        Verdict::Possible,
    ),
    (
        "Bondar, Andrii | 1985-05-05 | m | UKR | | jc:6611",
        "Bondar, Andriana | 1985-05-06 | f | UKR | | jc:6611",
        Verdict::Possible,
    ),
    // names that many people bear
    ("Mohammed, Ahmad | 1990-01-01 | m | SYR", "Mohammad, Ahmed | 1990-01-01 | m | SYR", Verdict::Possible),
    ("Ali, Hassan | 1988-01-01 | m | IRQ", "Ali, Hassan | 1988-01-01 | m | IRQ", Verdict::Possible),
    (
        "Ali, Hassan | 1988-01-01 | m | IRQ | Basra",
        "Ali, Hassan | 1988-01-01 | m | IRQ | Mossul",
        Verdict::Possible,
    ),
    (
        "Ali, Hassan | 1988-01-01 | m | IRQ | | abh:500100",
        "Ali, Hassan | 1988-01-01 | m | IRQ | | abh:731942",
        Verdict::Possible,
    ),
    ("Müller, Thomas | 1975-05-17 | m | DEU", "Müller, Thomas | 1975-11-28 | m | DEU", Verdict::Different),
    (
        "Müller, Thomas | 1975-05-17 | m | DEU | Gera | jc:77001",
        "Müller, Thomas | 1975-05-17 | m | DEU | Jena | jc:77950",
        Verdict::Possible,
    ),
    (
        "Nguyen, Van Minh | 1991-03-21 | m | VNM",
        "Nguyen, Van Minh | 1987-09-02 | m | VNM",
        Verdict::Different,
    ),
    ("Ahmadi, Ali | 1995-01-01 | m | AFG", "Ahmadi, Ali | 1995-08-22 | m | AFG", Verdict::Possible),
    ("Ahmadi, Ali | 1995 | m | AFG", "Ahmadi, Ali | 1995 | m | AFG", Verdict::Possible),
    ("Ahmadi, Ali | | m | AFG", "Ahmadi, Ali | | m | AFG", Verdict::Possible),
    ("Ivanova, Olena | 1983-01-01 | f | UKR", "Ivanova, Olena | 1984-01-01 | f | UKR", Verdict::Different),
    ("Diallo, Mamadou | 1999-01-01 | m | GIN", "Diallo, Mamadou | 1999-01-01 | m | GIN", Verdict::Possible),
    // names that look alike
    ("Mehmet, Ali | 1981-04-14 | m | TUR", "Mohammed, Ali | 1981-04-14 | m | SYR", Verdict::Possible),
    ("Hassan, Ali | 1990-02-20 | m | SYR", "Hussein, Ali | 1990-02-20 | m | SYR", Verdict::Possible),
    ("Schmidt, Ina | 1970-07-30 | f", "Schmitz, Ina | 1970-07-30 | f", Verdict::Likely),
    ("Möller, Ines | 1980-03-08 | f", "Müller, Ines | 1980-03-08 | f", Verdict::Likely),
    ("Meier, Karl | 1944-11-11 | m", "Mayer, Karla | 1944-11-11 | f", Verdict::Different),
    ("Omar, Amir | 1993-06-18 | m | SYR", "Amir, Omar | 1989-02-03 | m | SYR", Verdict::Different),
    ("Salim, Nabil | 1990-09-09 | m | IRQ", "Salman, Nabil | 1990-09-09 | m | IRQ", Verdict::Possible),
    ("Rahman, Aziz | 1986-05-29 | m | BGD", "Rahmani, Aziza | 1986-05-29 | f | AFG", Verdict::Different),
    ("Kaya, Can | 1994-12-05 | m | TUR", "Kara, Canan | 1994-12-05 | f | TUR", Verdict::Different),
    ("Demir, Ayşe | 1977-07-07 | f | TUR", "Demirci, Ayşe | 1977-07-07 | f | TUR", Verdict::Possible),
    ("Popov, Dmytro | 1989-10-19 | m | UKR", "Popa, Dumitru | 1989-10-19 | m | ROU", Verdict::Different),
    ("Koch, Maria | 1965-02-17 | f", "Koch, Mario | 1965-02-17 | m", Verdict::Possible),
    ("Sahin, Elif | 1998-08-01 | f | TUR", "Sahin, Elvan | 1998-08-01 | f | TUR", Verdict::Different),
    ("Haile, Abel | 1996-11-15 | m | ERI", "Haile, Abeba | 1996-11-15 | f | ERI", Verdict::Different),
    // only dates, numbers or addresses meet
    (
        "Berg, Ina | 1990-10-03 | f | DEU | Gera | | Heim 1",
        "Osman, Amina | 1990-10-03 | f | SOM | Merka | | Heim 1",
        Verdict::Different,
    ),
    (
        "Berg, Ina | 1990-10-03 | f | DEU | | jc:4711",
        "Osman, Amina | 1971-02-14 | f | SOM | | jc:4711",
        Verdict::Different,
    ),
    (
        "Berg, Ina | 1990-10-03 | f | | | jc:4711",
        "Tal, Uwe | 1980-04-12 | m | | | abh:4711",
        Verdict::Different,
    ),
    ("Berg, Ina | | f | DEU | Gera", "Berg, Uwe | | m | DEU | Gera", Verdict::Different),
    (
        "unbekannt, unbekannt | 1990-01-01 | m | SYR",
        "unbekannt, unbekannt | 1990-01-01 | m | SYR",
        Verdict::Different,
    ),
    (", | 1990-05-04 | m | SYR | Homs", ", | 1990-05-04 | m | SYR | Homs", Verdict::Different),
    // everything alike but for what contradicts
    (
        "Kaya, Deniz | 1991-05-16 | m | TUR | Izmir",
        "Kaya, Deniz | 1991-05-16 | f | TUR | Izmir",
        Verdict::Possible,
    ),
    (
        "Osman, Ali | 1991-05-16 | m | SOM | Merka",
        "Osman, Ali | 1991-05-16 | m | TUR | Merka",
        Verdict::Likely,
    ),
    (
        "Osman, Ali | 1991-05-16 | m | SOM | Merka | abh:100200",
        "Osman, Ali | 1991-05-16 | m | SOM | Merka | abh:904417",
        Verdict::Possible,
    ),
    (
        "Osman, Ali | 1991-05-16 | m | SOM | Merka",
        "Osman, Ali | 1991-05-16 | m | SOM | Baidoa",
        Verdict::Likely,
    ),
];

fn birth(text: &str) -> Option<BirthDate> {
    let (precision, full) = match text.len() {
        0 => return None,
        4 => (BirthPrecision::Year, format!("{text}-01-01")),
        7 => (BirthPrecision::Month, format!("{text}-01")),
        _ => (BirthPrecision::Day, text.to_owned()),
    };
    Some(BirthDate { date: full.parse::<NaiveDate>().expect("a date"), precision })
}

fn record(line: &str) -> Identity {
    let mut parts = line.split('|').map(str::trim).chain(std::iter::repeat(""));
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let names = next();
    let (family, given) = names.split_once(',').expect("a comma between the names");
    Identity {
        family_name: family.trim().to_owned(),
        given_names: given.trim().to_owned(),
        birth_date: birth(&next()),
        sex: match next().as_str() {
            "f" => Some(Sex::Female),
            "m" => Some(Sex::Male),
            _ => None,
        },
        nationality: Some(next()).filter(|code| !code.is_empty()),
        birth_place: next(),
        file_numbers: next()
            .split_whitespace()
            .filter_map(|number| number.split_once(':'))
            .map(|(issuer, number)| FileNumber { issuer: issuer.to_owned(), number: number.to_owned() })
            .collect(),
        address: next(),
    }
}

#[test]
fn records_of_one_person_are_noticed() {
    let mut missed = Vec::new();
    for (left, right, least) in ONE_PERSON {
        let found = compare(&record(left), &record(right));
        if found.verdict < least {
            missed.push(format!("{left}\n{right}\n  {least:?} expected: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn look_alikes_are_never_called_the_same() {
    let mut wrong = Vec::new();
    for (left, right, most) in TWO_PEOPLE {
        assert!(most < Verdict::Same);
        let found = compare(&record(left), &record(right));
        if found.verdict > most {
            wrong.push(format!("{left}\n{right}\n  at most {most:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_of_all_records_holds_every_pair_of_one_person() {
    let lines: Vec<&str> =
        ONE_PERSON.iter().chain(&TWO_PEOPLE).flat_map(|(left, right, _)| [*left, *right]).collect();
    let identities: Vec<Identity> = lines.iter().map(|line| record(line)).collect();
    let found = pairs(&identities);
    for place in 0..ONE_PERSON.len() {
        let (a, b) = (2 * place, 2 * place + 1);
        assert!(found.iter().any(|pair| (pair.a, pair.b) == (a, b)), "{}\n{}", lines[a], lines[b]);
    }
    assert!(found.is_sorted_by(|left, right| left.likeness.score >= right.likeness.score));
    assert!(found.iter().all(|pair| pair.a < pair.b && pair.likeness.verdict > Verdict::Different));
}

#[test]
fn few_keys_are_needed_per_record() {
    for (left, right, _) in ONE_PERSON.iter().chain(&TWO_PEOPLE) {
        for line in [left, right] {
            let keys = duplicate_keys(&record(line));
            assert!(keys.len() <= 10, "{line}: {keys:?}");
        }
    }
}

#[test]
fn reasons_name_what_was_seen() {
    for (left, right, reasons) in [
        (
            ONE_PERSON[0].0,
            ONE_PERSON[0].1,
            vec![Reason::NameEqual, Reason::SameFileNumber, Reason::BirthDateEqual],
        ),
        (ONE_PERSON[4].0, ONE_PERSON[4].1, vec![Reason::NamesSwapped]),
        (ONE_PERSON[5].0, ONE_PERSON[5].1, vec![Reason::BirthDayMonthSwapped]),
        (ONE_PERSON[6].0, ONE_PERSON[6].1, vec![Reason::BirthDateOffByOneDigit]),
        (ONE_PERSON[9].0, ONE_PERSON[9].1, vec![Reason::GivenNameMissing, Reason::MissingBirthDate]),
        (ONE_PERSON[10].0, ONE_PERSON[10].1, vec![Reason::FamilyNameDiffers]),
        (ONE_PERSON[18].0, ONE_PERSON[18].1, vec![Reason::FamilyNameDouble, Reason::MissingNumber]),
        (ONE_PERSON[23].0, ONE_PERSON[23].1, vec![Reason::NameOtherLanguage]),
        (ONE_PERSON[29].0, ONE_PERSON[29].1, vec![Reason::NameTypo]),
        (ONE_PERSON[33].0, ONE_PERSON[33].1, vec![Reason::NamePartsMoved]),
        (ONE_PERSON[34].0, ONE_PERSON[34].1, vec![Reason::NameInitial]),
        (ONE_PERSON[44].0, ONE_PERSON[44].1, vec![Reason::BirthDateFirstOfJanuary, Reason::BirthPlaceEqual]),
        (ONE_PERSON[46].0, ONE_PERSON[46].1, vec![Reason::BirthDateCoarse]),
        (ONE_PERSON[51].0, ONE_PERSON[51].1, vec![Reason::FileNumberTypo]),
        (ONE_PERSON[54].0, ONE_PERSON[54].1, vec![Reason::SexDiffers]),
        (TWO_PEOPLE[0].0, TWO_PEOPLE[0].1, vec![Reason::GivenNameDiffers, Reason::AddressEqual]),
        (TWO_PEOPLE[26].0, TWO_PEOPLE[26].1, vec![Reason::BirthPlaceDiffers, Reason::NationalityEqual]),
        (TWO_PEOPLE[27].0, TWO_PEOPLE[27].1, vec![Reason::OtherFileNumber]),
        (TWO_PEOPLE[28].0, TWO_PEOPLE[28].1, vec![Reason::BirthDateDiffers]),
        (TWO_PEOPLE[36].0, TWO_PEOPLE[36].1, vec![Reason::NationalityDiffers]),
        ("Kraus, Ines | 1980-03-08", "Krauhs, Ines | 1980-03-08", vec![Reason::NameTypo]),
        ("Pfister, Ines | 1980-03-08", "Fister, Ines | 1980-03-08", vec![Reason::NameTypo]),
    ] {
        let found = compare(&record(left), &record(right));
        for reason in reasons {
            assert!(found.reasons.contains(&reason), "{left}\n{right}\n{reason:?} missing in {found:?}");
        }
    }
}

#[test]
fn a_block_of_thousands_of_equal_names_stays_small() {
    let identities: Vec<Identity> = (0..3000)
        .map(|place| Identity {
            family_name: "Mohammed".to_owned(),
            given_names: "Ahmad".to_owned(),
            birth_date: birth("1990-01-01"),
            file_numbers: vec![FileNumber {
                issuer: "abh".to_owned(),
                number: format!("{:06}", place * 3 % 2999),
            }],
            ..Identity::default()
        })
        .collect();
    let found = pairs(&identities);
    assert!(found.len() <= 3000 * 64 * 3, "{}", found.len());
    assert!(found.iter().any(|pair| (pair.a, pair.b) == (0, 2999)), "the one common number is found");
}

#[test]
fn every_reason_and_verdict_has_wording_in_both_languages() {
    for file in [
        include_str!("../../../../wording/de/matching.ftl"),
        include_str!("../../../../wording/en/matching.ftl"),
    ] {
        let verdicts = Verdict::ALL.iter().map(|verdict| format!("matching-verdict-{}", verdict.code()));
        let keys: Vec<String> =
            Reason::ALL.iter().map(|reason| reason.wording_key()).chain(verdicts).collect();
        for key in keys {
            assert!(file.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
        }
    }
}
